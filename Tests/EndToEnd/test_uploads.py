"""The records of unfinished uploads: list, resume, abort, forget."""

import os
import signal
import zlib

from support import processes, samples
from support.case import ServerTest

REFUSAL = {"on": "part", "times": 0, "do": "status", "status": 403, "code": "access_denied"}
SLOW = {"on": "part", "times": 0, "do": "slow", "bytes_per_second": 2_000_000}


class UploadsTest(ServerTest):
    options = ("--part-size", 2 << 20)

    def leave(self, name="sample.bin", *options, seed=1):
        """Leaves an upload that the service refused; gives its id and its session."""
        known = self.ids()
        self.emulator.faults({**REFUSAL, "nth": 2})
        run = self.fail_with(
            7, "upload", self.sample(name, seed=seed), "--json", "--parallel", "1", *options)
        self.emulator.faults()
        (new,) = self.ids() - known
        return new, run.session

    def ids(self):
        return {path.stem for path in self.state_directory.glob("*.state")}

    def listed(self):
        run = self.succeed("uploads", "list", "--json")
        self.assertEqual(run.events[-1], {"event": "finished", "uploads": len(run.events) - 1})
        return {event["id"]: event for event in run.named("upload")}

    def damage(self, id):
        path = self.state_directory / f"{id}.state"
        path.write_bytes(path.read_bytes()[:-10])

    def make_newer(self, id):
        path = self.state_directory / f"{id}.state"
        body = path.read_bytes().split(b"\n", 1)[1]
        checksum = zlib.crc32(b"libchunk-state 2 %d\n" % len(body) + body)
        path.write_bytes(b"libchunk-state 2 %08x %d\n" % (checksum, len(body)) + body)

    def hold(self, name="held.bin"):
        """An upload that goes on while the test does."""
        known = self.ids()
        self.emulator.faults(SLOW)
        running = self.start("upload", self.sample(name, seed=9), "--json")
        self.addCleanup(processes.end, running.process)
        running.wait_for(lambda: len(self.ids() - known) == 1, "the record")
        (id,) = self.ids() - known
        return running, id


class ListTests(UploadsTest):
    def test_nothing_to_list(self):
        run = self.succeed("uploads", "list")
        self.assertEqual(run.out, "")
        self.assertIn("no unfinished uploads", run.err)
        self.assertEqual(self.listed(), {})
        self.assertFalse(self.state_directory.exists())

    def test_what_is_told(self):
        id, session = self.leave("it's.bin", "--name", "other.bin")
        requests = len(self.emulator.requests())
        upload = self.listed()[id]
        self.assertEqual(
            (upload["state"], upload["path"], upload["folder_id"], upload["name"], upload["size"],
             upload["session_id"], upload["in_progress"], upload["upload_url"]),
            ("parts", os.path.realpath(self.directory / "it's.bin"), "0", "other.bin", 20_000_000, session,
             False, self.emulator.upload_url))
        for member in ("expires_at", "created_at", "updated_at"):
            self.assertRegex(upload[member], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        titles, row = self.succeed("uploads", "list").out.splitlines()
        self.assertRegex(titles, r"^ID +STATE +SIZE +BEGUN +ENDS +SESSION +TO +FILE$")
        self.assertRegex(
            row, rf"^{id}  parts  20\.0 MB  \d+ s ago  in \d+ d +{session}  0/other\.bin  /.*/it's\.bin$")
        # Nobody was asked, and nothing was locked for long.
        self.assertEqual(len(self.emulator.requests()), requests)
        self.assertEqual(self.records(), [f"{id}.state"])

    def test_another_process_at_it(self):
        running, id = self.hold()
        upload = self.listed()[id]
        self.assertEqual(
            (upload["state"], upload["in_progress"], upload["process_id"]), ("running", True, running.process.pid))
        self.assertRegex(self.succeed("uploads", "list").out, rf"{id}  running \({running.process.pid}\)")
        running.signal(signal.SIGINT)
        running.wait()
        self.assertEqual(self.listed()[id]["state"], "parts")

    def test_records_that_cannot_be_used(self):
        damaged, _ = self.leave("a.bin")
        newer, _ = self.leave("b.bin")
        self.damage(damaged)
        self.make_newer(newer)
        (self.state_directory / "notes.txt").write_text("not ours")
        found = self.listed()
        self.assertEqual({id: upload["state"] for id, upload in found.items()}, {damaged: "damaged", newer: "newer"})
        self.assertIn("damaged", found[damaged]["error"]["message"])
        out = self.succeed("uploads", "list").out
        self.assertRegex(out, rf"(?m)^{damaged}  damaged .*is damaged")
        self.assertRegex(out, rf"(?m)^{newer}  newer .*has format 2")

    def test_a_session_that_has_expired(self):
        self.emulator.stop()
        self.start_emulator("--part-size", 2 << 20, "--session-lifetime", 1)
        id, _ = self.leave()
        while self.listed()[id]["state"] == "parts":
            pass
        self.assertEqual(self.listed()[id]["state"], "expired")
        self.assertIn("  ended  ", self.succeed("uploads", "list").out)

    def test_a_directory_that_cannot_be_used(self):
        self.state_directory.mkdir(mode=0o777)
        self.state_directory.chmod(0o777)
        run = self.fail_with(2, "uploads", "list")
        self.assertIn("others can write to it", run.err)
        run = self.fail_with(2, "uploads", "list", "--json")
        self.assertEqual(run.error["kind"], "resume_state_unusable")


class ResumeTests(UploadsTest):
    def test_with_what_the_record_says(self):
        folder = self.emulator.json("/2.0/folders", "POST", {"name": "Images", "parent": {"id": "0"}})["id"]
        id, session = self.leave(
            "a.bin", "--name", "b.bin", "--folder", folder, "--description", "A disk",
            "--created-at", "2001-02-03T04:05:06Z")
        run = self.succeed("uploads", "resume", id[:4], "--json")
        self.assertEqual((run.session, run.named("session")[0]["continued"]), (session, True))
        self.assertEqual(
            (run.file["name"], run.file["parent"]["id"], run.file["description"], run.file["content_created_at"]),
            ("b.bin", folder, "A disk", "2001-02-03T04:05:06Z"))
        self.assertEqual(run.file["sha1"], samples.sha1(self.directory / "a.bin"))
        self.assert_no_part_sent_twice()
        self.assertEqual(self.records(), [])

    def test_all(self):
        for seed, name in enumerate(("a.bin", "b.bin", "c.bin")):
            self.leave(name, seed=seed)
        run = self.succeed("uploads", "resume", "--all")
        self.assertIn("3 of 3 files uploaded", run.err)
        self.assertEqual(self.records(), [])
        self.assertIn("no unfinished uploads", self.succeed("uploads", "resume", "--all").err)
        run = self.succeed("uploads", "resume", "--all", "--json")
        self.assertEqual(run.events, [{"event": "finished", "files": 0, "failed": 0}])

    def test_a_failure_says_how_to_go_on(self):
        id, session = self.leave()
        self.emulator.faults(REFUSAL)
        run = self.fail_with(7, "uploads", "resume", id, "--parallel", "2", "--patience", "0")
        self.assertIn(f"To go on: chunk uploads resume --parallel 2 --patience 0 {id}\n", run.err)
        self.assertIn(f"To drop it: chunk uploads abort {id}\n", run.err)

    def test_one_that_cannot_be_used_does_not_stop_the_others(self):
        damaged, _ = self.leave("a.bin")
        self.damage(damaged)
        self.leave("b.bin")
        run = self.fail_with(11, "uploads", "resume", "--all")
        self.assertRegex(run.err, rf"(?m)^chunk: {damaged}: .*is damaged")
        self.assertIn("1 of 2 files uploaded", run.err)
        self.assertEqual(self.ids(), {damaged})

    def test_one_that_somebody_works_on(self):
        running, id = self.hold()
        run = self.fail_with(5, "uploads", "resume", id, "--json")
        self.assertEqual(run.error["kind"], "upload_in_progress")
        self.assertIn(str(running.process.pid), run.error["message"])

    def test_the_token_goes_nowhere_because_of_a_record(self):
        id, _ = self.leave()
        before = len(self.emulator.requests())
        for command in ("resume", "abort"):
            run = self.fail_with(
                1, "uploads", command, id, CHUNK_BASE_URL=None, CHUNK_UPLOAD_URL=None)
            self.assertIn(self.emulator.upload_url, run.err)
            self.assertIn("https://upload.box.com/api", run.err)
            self.assertIn("--upload-url or CHUNK_UPLOAD_URL", run.err)
        self.assertEqual(len(self.emulator.requests()), before)
        # The same URL in another spelling is the same.
        self.succeed("uploads", "resume", id, "--quiet", "--upload-url", self.emulator.upload_url + "/")

    def test_ids_that_are_not_there_or_not_clear(self):
        run = self.fail_with(3, "uploads", "resume", "beef", "--json")
        self.assertEqual(run.error["kind"], "not_found")
        self.assertIn("'beef'", run.error["message"])
        ids = set()
        while len({id[0] for id in ids}) == len(ids):
            ids.add(self.leave(f"{len(ids)}.bin")[0])
        letter = next(id[0] for id in ids if sum(other[0] == id[0] for other in ids) == 2)
        run = self.fail_with(1, "uploads", "resume", letter)
        for id in ids:
            self.assertEqual(id in run.err, id.startswith(letter))
        self.assertEqual(self.ids(), ids)


class AbortTests(UploadsTest):
    def test_the_session_ends_and_the_record_goes(self):
        id, session = self.leave()
        run = self.succeed("uploads", "abort", id)
        self.assertEqual(run.out, f"{id} sample.bin: session {session} was aborted\n")
        self.assertFalse(self.emulator.has_session(session))
        self.assertEqual(self.records(), [])

    def test_a_session_that_is_gone_counts_as_aborted(self):
        id, session = self.leave()
        self.succeed("session", "abort", session)
        run = self.succeed("uploads", "abort", id, "--json")
        self.assertEqual(
            run.events, [
                {"event": "aborted", "id": id, "path": os.path.realpath(self.directory / "sample.bin"),
                 "session_id": session, "was_gone": True},
                {"event": "finished", "uploads": 1, "failed": 0}])
        self.assertEqual(self.records(), [])

    def test_all_but_the_one_that_somebody_works_on(self):
        self.leave("a.bin")
        damaged, _ = self.leave("b.bin")
        self.damage(damaged)
        running, held = self.hold()
        run = self.fail_with(11, "uploads", "abort", "--all")
        self.assertRegex(run.err, rf"(?m)^chunk: {held}: Process {running.process.pid} is working on this upload")
        self.assertRegex(run.err, rf"(?m)^chunk: {damaged}: .*is damaged")
        self.assertEqual(self.ids(), {damaged, held})
        self.assertTrue(running.is_running())

    def test_a_refusal_keeps_the_record(self):
        id, _ = self.leave()
        self.emulator.faults({"on": "delete", "do": "status", "status": 403})
        run = self.fail_with(7, "uploads", "abort", id, "--json")
        (failed, finished) = run.events
        self.assertEqual((failed["id"], failed["error"]["status"]), (id, 403))
        self.assertEqual(finished, {"event": "finished", "uploads": 1, "failed": 1})
        self.assertEqual(self.ids(), {id})


class ForgetTests(UploadsTest):
    def test_the_session_is_left_and_named(self):
        id, session = self.leave()
        run = self.succeed("uploads", "forget", id, BOX_ACCESS_TOKEN=None)
        self.assertRegex(
            run.out, rf"^{id} sample\.bin: session {session} is left at the service until [-\dT:]+Z; "
            rf"'chunk session abort {session}' drops it\n$")
        self.assertTrue(self.emulator.has_session(session))
        self.assertEqual(self.records(), [])

    def test_damaged_and_newer_records_too(self):
        damaged, _ = self.leave("a.bin")
        newer, _ = self.leave("b.bin")
        self.damage(damaged)
        self.make_newer(newer)
        run = self.succeed("uploads", "forget", "--all", "--json")
        self.assertEqual(
            sorted(run.events[:-1], key=lambda event: event["id"]),
            [{"event": "forgotten", "id": id} for id in sorted((damaged, newer))])
        self.assertEqual(self.records(), [])

    def test_not_one_that_somebody_works_on(self):
        running, id = self.hold()
        run = self.fail_with(5, "uploads", "forget", id)
        self.assertIn(str(running.process.pid), run.err)
        self.assertEqual(self.ids(), {id})

    def test_another_state_directory(self):
        id, _ = self.leave("a.bin", "--state-dir", self.state_directory)
        for command in ("resume", "abort", "forget"):
            self.fail_with(3, "uploads", command, id, "--state-dir", "elsewhere")
        self.succeed("uploads", "forget", id, "--state-dir", self.state_directory, CHUNK_STATE_DIR="elsewhere")
        self.assertEqual(self.records(), [])
