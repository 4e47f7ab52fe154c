"""What options do, as the server sees it; what errors and answers say."""

import base64
import hashlib
import json

from library import documents
from library.case import SLOW, CTest, UploadTest
from support.certificates import Authority
from support.servers import HTTPProxy, SOCKSProxy

REFUSAL = {"on": "part", "nth": 3, "times": 0, "do": "status", "status": 403, "code": "access_denied"}


class EffectTests(UploadTest):
    def upload_with(self, *options, name="with.bin", file_id="-", faults=()):
        """The outcome, and the file or the error."""
        outcome, text = self.upload("upload_with", name, file_id, *options, faults=faults).split(" ", 1)
        return outcome, json.loads(text)

    def test_how_many_parts_are_in_flight(self):
        self.upload_with("parallel=1", faults=[SLOW | {"bytes_per_second": 20_000_000}])
        self.assertEqual(self.emulator.counters()["max_in_flight"], 1)
        self.upload_with("parallel=3", name="three.bin", faults=[SLOW | {"bytes_per_second": 20_000_000}])
        self.assertEqual(self.emulator.counters()["max_in_flight"], 3)

    def test_what_the_commit_says(self):
        outcome, file = self.upload_with(
            "description=a text", "content_created_at=2026-11-01T10:00:00Z",
            "content_modified_at=2026-11-02T10:00:00+01:00")
        self.assertEqual(outcome, "done")
        stored = self.emulator.file(file["id"])
        self.assertEqual(stored["description"], "a text")
        self.assertEqual(stored["content_created_at"][:19], "2026-11-01T10:00:00")
        self.assertEqual(stored["content_modified_at"][:19], "2026-11-02T09:00:00")

    def test_records(self):
        self.upload_with("resume=0", faults=[REFUSAL])
        self.assertEqual(self.records(), [])
        self.upload_with(faults=[REFUSAL])
        self.assertEqual(len([name for name in self.records() if name.endswith(".state")]), 1)
        self.assertEqual(self.upload_with()[0], "done")
        self.assertEqual([name for name in self.records() if name.endswith(".state")], [])

    def test_a_session_after_a_failure(self):
        outcome, error = self.upload_with("resume=0", faults=[REFUSAL])
        self.assertEqual((outcome, error["kind"], error["http_status"]), ("failed", "forbidden", 403))
        self.assertEqual(error["box_error"]["code"], "access_denied")
        session = error["session"]["id"]
        self.assertTrue(self.emulator.has_session(session))
        self.assertEqual(self.upload_with(f"session_id={session}", "resume=0")[0], "done")
        _, error = self.upload_with("on_failure=abort", "resume=0", name="aborted.bin", faults=[REFUSAL])
        self.assertNotIn("session", error)

    def test_a_version_and_its_etag(self):
        _, file = self.upload_with()
        # So the service answers the commit of content that the file has.
        nothing_new = {"on": "commit", "do": "status", "status": 202}
        outcome, same = self.upload_with(file_id=file["id"], faults=[nothing_new])
        self.assertEqual((outcome, same["id"], same["etag"]), ("unchanged", file["id"], file["etag"]))
        self.file = self.sample(seed=2)
        _, error = self.upload_with("if_match=77", file_id=file["id"])
        self.assertEqual(error["kind"], "precondition_failed")
        outcome, version = self.upload_with(f"if_match={file['etag']}", file_id=file["id"])
        self.assertEqual((outcome, version["id"]), ("done", file["id"]))

    def test_a_name_that_is_taken(self):
        _, first = self.upload_with()
        _, error = self.upload_with()
        conflict = error["conflict"]
        self.assertEqual(
            (error["kind"], conflict["id"], conflict["sha1"], conflict["etag"]),
            ("conflict", first["id"], first["sha1"], first["etag"]))
        outcome, same = self.upload_with("if_exists=skip-same")
        self.assertEqual((outcome, same["id"]), ("unchanged", first["id"]))
        self.file = self.sample(seed=2)
        outcome, other = self.upload_with("if_exists=rename")
        self.assertEqual((outcome, other["name"]), ("renamed", "with (1).bin"))
        _, error = self.upload_with("if_exists=skip-same")
        self.assertEqual((error["kind"], error["conflict"]["id"]), ("conflict", first["id"]))
        outcome, version = self.upload_with("if_exists=version")
        self.assertEqual((outcome, version["id"]), ("new_version", first["id"]))
        self.assertEqual(self.upload_with("if_exists=version", name="free.bin")[0], "done")
        _, error = self.upload_with("if_exists=version", file_id=first["id"])
        self.assertEqual(error["kind"], "invalid_argument")
        self.assertNotIn("conflict", error)

    def test_an_option_of_a_client_is_none_of_a_call(self):
        _, error = self.upload_with("user_agent=mine")
        self.assertEqual(error["kind"], "invalid_argument")
        self.assertIn("user_agent", error["message"])


class NetworkTests(CTest):
    """How a client reaches the service."""

    def ask(self, *options, outcome="failed"):
        """What is said of a session that is not there."""
        text = self.run_program("client_options", "1", *options)
        said, error = text.split("{", 1)
        self.assertEqual(said.strip(), outcome, text)
        return json.loads("{" + error)

    def start_tls(self):
        authority = Authority(self.directory)
        self.certificate = authority.issue()
        self.start_emulator(
            "--tls-cert", self.certificate[0], "--tls-key", self.certificate[1], ca_file=authority.file)
        return f"ca_file={authority.file}"

    def test_certificates(self):
        trusted = self.start_tls()
        self.assertEqual(self.ask(trusted)["kind"], "session_gone")
        self.assertEqual(self.ask()["kind"], "tls_failed")

    def test_proxies(self):
        trusted = self.start_tls()
        login = ("someone", "hunter2")
        for proxy in (HTTPProxy(login=login), HTTPProxy(self.certificate, login=login), SOCKSProxy(login=login)):
            with self.subTest(proxy.scheme):
                self.addCleanup(proxy.stop)
                url = f"{proxy.scheme}://someone:hunter2@{proxy.place}"
                self.assertEqual(self.ask(trusted, f"proxy={url}")["kind"], "session_gone")
                self.assertEqual(proxy.targets, [("localhost", self.emulator.port)])
                error = self.ask(trusted, f"proxy={url.replace('hunter2', 'hunter3')}")
                self.assertEqual(error["kind"], "unreachable")
                self.assertNotIn("hunter", json.dumps(error))
                self.assertNotIn(self.emulator.token.encode(), proxy.received)

    def test_a_proxy_that_is_none(self):
        self.start_emulator()
        for url in ("ftp://someone:hunter2@proxy:1", "someone:hunter2@proxy", "proxy:0"):
            error = self.ask(f"proxy={url}", outcome="no client")
            self.assertEqual(error["kind"], "invalid_argument")
            self.assertIn("proxy", error["message"])
            self.assertNotIn("hunter2", json.dumps(error))

    def test_how_long_an_answer_may_take(self):
        self.start_emulator()
        self.emulator.faults({"on": "get", "times": 0, "do": "stall", "seconds": 60, "where": "answer"})
        self.assertEqual(self.ask("answer_timeout_ms=300")["kind"], "outcome_unknown")


class AnswerTests(UploadTest):
    def test_errors_say_whether_to_try_again(self):
        answers = [{"status": 429, "retry_after": 3}, {"status": 503}, {"status": 401}, {"status": 403}, {}]
        faults = [{"on": "get", "nth": number, "do": "status", **answer} for number, answer in enumerate(answers, 1)]
        faults[-1] = {"on": "get", "nth": 5, "do": "redirect", "location": "http://127.0.0.1:1/"}
        # Twice, since libcurl sends a request again that a connection from its pool did not take.
        faults.append({"on": "get", "nth": 6, "times": 2, "do": "reset-before"})
        self.emulator.faults(*faults)
        lines = self.run_program("ask_session", *"123456").splitlines()
        self.assertEqual([line.split(" ")[:4] for line in lines], [
            ["throttled", "429", "1", "3000"], ["server_error", "503", "1", "-1"], ["unauthorized", "401", "0", "-1"],
            ["forbidden", "403", "0", "-1"], ["redirected", "307", "0", "-1"], ["outcome_unknown", "0", "1", "-1"]])
        kinds = {row[0] for row in documents.rows("Errors")}
        for line in lines:
            self.assertIn(json.loads(line.split(" ", 4)[4])["kind"], kinds)

    def test_a_commit_that_is_accepted_and_not_finished(self):
        self.upload("upload_with", "parts.bin", "-", "resume=0",
                    faults=[{"on": "commit", "do": "status", "status": 403, "code": "access_denied"}])
        session = self.emulator.requests("commit")[0]["session"]
        digest = base64.b64encode(hashlib.sha1(self.file.read_bytes()).digest()).decode()
        self.emulator.faults({"on": "commit", "do": "accepted", "retry_after": 2})
        self.run_program("commit_again", session, f"sha={digest}")
