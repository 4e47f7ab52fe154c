"""The emulator as a program: how it starts, what it says, how it ends."""

import json
import os
import signal
import stat
import subprocess

from support import processes
from support.case import ProgramTest, ServerTest


class StartTests(ProgramTest):
    def refused(self, *options, **more):
        """Runs an emulator that is not to start; gives what it says."""
        run = subprocess.run(
            [processes.EMULATOR, "--port", "0", *map(str, options)], capture_output=True, text=True,
            timeout=120, cwd=self.directory, env=processes.environment(**more))
        self.assertNotEqual(run.returncode, 0, run)
        self.assertEqual(run.stdout, "")
        self.assertGreaterEqual(run.returncode, 1, f"ended by a signal: {run}")
        return run.stderr

    def test_the_first_line(self):
        emulator = self.start_emulator("--token", "a-token")
        said = json.loads(emulator.first_line)
        self.assertEqual(set(said), {"url", "base_url", "upload_url", "token_url", "authorize_url", "token"})
        self.assertRegex(said["url"], r"^http://127\.0\.0\.1:\d+$")
        self.assertEqual(said["base_url"], said["url"])
        self.assertTrue(said["upload_url"].startswith(said["url"] + "/"))
        self.assertEqual(said["token"], "a-token")

    def test_each_has_a_port_and_a_token_of_its_own(self):
        first = self.start_emulator()
        (self.directory / "other").mkdir()
        second = type(first)(self.directory / "other")
        self.addCleanup(second.stop)
        self.assertNotEqual(first.port, second.port)
        self.assertNotEqual(first.token, second.token)

    def test_it_listens_on_the_loopback_interface_only(self):
        port = f"{self.start_emulator().port:04X}"
        with open("/proc/net/tcp", encoding="ascii") as table:
            addresses = [line.split()[1] for line in table if f":{port} " in line and " 0A " in line]
        self.assertEqual(addresses, [f"0100007F:{port}"])

    def test_signals_end_it_well(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            with self.subTest(number):
                emulator = self.start_emulator()
                os.kill(emulator.process.pid, number)
                self.assertEqual(emulator.process.wait(60), 0)
                self.assertEqual(emulator.process.stdout.read(), b"")

    def test_without_a_directory_nothing_is_left(self):
        process = processes.start(
            [processes.EMULATOR], stdout=subprocess.PIPE,
            env=processes.environment(TMPDIR=self.directory))
        self.addCleanup(processes.end, process)
        self.assertIn(b"url", process.stdout.readline())
        self.assertNotEqual(os.listdir(self.directory), [])
        process.terminate()
        process.wait(60)
        self.assertEqual(os.listdir(self.directory), [])

    def test_a_directory_that_is_in_use(self):
        self.start_emulator()
        said = self.refused("--data-dir", self.directory / "data")
        self.assertIn(str(self.directory / "data"), said)

    def test_a_port_that_is_taken(self):
        port = self.start_emulator().port
        said = self.refused("--port", port)
        self.assertRegex(said, rf"(?i){port}|address already in use")

    def test_a_script_that_is_not_understood(self):
        for script, words in [
            ("not JSON", ["JSON"]),
            ("{}", ["list"]),
            ('[{"on":"part"}]', ['"do" is missing', "reset-after"]),
            ('[{"on":"part","do":"explode"}]', ["fault 1", "explode", "known are", "lose-answer"]),
            ('[{"on":"part","do":"html"},{"on":"prat","do":"html"}]', ["fault 2", "prat", "create, "]),
            ('[{"on":"part","do":"html","bytez":1}]', ["bytez", "known are", "nth"]),
            ('[{"on":"part","do":"reset-after"}]', ["bytes"]),
        ]:
            with self.subTest(script):
                (self.directory / "script.json").write_text(script)
                said = self.refused("--script", "script.json")
                for word in words:
                    self.assertIn(word, said)
        self.assertIn("nowhere.json", self.refused("--script", "nowhere.json"))

    def test_options_that_are_wrong(self):
        for options, word in [
            (["--port", "70000"], "--port"), (["--port", "x"], "--port"), (["--frobnicate"], "--frobnicate"),
            (["--tls-cert", "x"], "--tls-key"), (["--part-size", "0"], "--part-size"),
        ]:
            with self.subTest(options):
                said = self.refused(*options)
                self.assertIn(word, said)
                self.assertIn("Usage", said)

    def test_a_certificate_that_is_not_there(self):
        said = self.refused("--tls-cert", "nowhere.pem", "--tls-key", "nowhere.key")
        self.assertNotEqual(said, "")


class ScriptTests(ProgramTest):
    def test_a_script_is_in_force_from_the_start(self):
        script = [{"on": "create", "do": "status", "status": 507, "code": "storage_limit_exceeded"}]
        (self.directory / "script.json").write_text(json.dumps(script))
        self.start_emulator("--script", self.directory / "script.json")
        run = self.fail_with(7, "upload", self.sample(), "--json")
        self.assertEqual((run.error["kind"], run.error["status"]), ("storage_full", 507))
        self.succeed("upload", "sample.bin")

    def test_commits_can_be_put_off(self):
        self.start_emulator("--commit-delay", "2", "--commit-retry-after", "0")
        run = self.succeed("upload", self.sample(), "--json")
        self.assertEqual(len(run.named("processing")), 2)

    def test_a_second_session_can_be_refused(self):
        emulator = self.start_emulator("--session-conflict")
        wanted = json.dumps({"folder_id": "0", "file_name": "a", "file_size": 20_000_000}).encode()
        answers = [emulator.request("/2.0/files/upload_sessions", "POST", wanted) for _ in range(2)]
        self.assertEqual([status for status, _ in answers], [201, 409])
        first, refusal = (json.loads(answer) for _, answer in answers)
        self.assertEqual(refusal["context_info"]["session"]["id"], first["id"])

    def test_another_user_has_no_part_in_a_session(self):
        emulator = self.start_emulator("--token", "one", "--other-token", "two", "--other-token", "three")
        wanted = {"folder_id": "0", "file_name": "a", "file_size": 20_000_000}
        session = emulator.json("/2.0/files/upload_sessions", "POST", wanted)["id"]
        answers = []
        for emulator.token in ("one", "two", "three", "four"):
            answers.append(emulator.request(f"/2.0/files/upload_sessions/{session}")[0])
        self.assertEqual(answers, [200, 403, 403, 401])


class PrivacyTests(ServerTest):
    def test_what_it_keeps_is_for_its_user_alone(self):
        mode = stat.S_IMODE(os.stat(self.directory / "data").st_mode)
        self.assertEqual(mode & 0o022, 0, oct(mode))

    def test_its_records_hold_no_token(self):
        self.succeed("upload", self.sample(), "--quiet")
        self.assertNotIn(self.emulator.token, json.dumps(self.emulator.json("/_emulator/requests")))
        self.assertNotIn(self.emulator.token, self.emulator.log_path.read_text())
