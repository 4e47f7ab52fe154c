"""Where the records of uploads are kept, and when none is."""

import os
import signal

from support.case import ServerTest

# A part that never comes whole, however long the test takes to see it.
STALL = {"on": "part", "times": 0, "do": "stall", "seconds": 3600, "where": "body", "bytes": 1 << 20}
REFUSAL = {"on": "part", "nth": 2, "do": "status", "status": 403, "code": "access_denied"}


class RecordTests(ServerTest):
    def test_no_resume_neither_reads_nor_writes(self):
        self.emulator.faults(REFUSAL)
        run = self.fail_with(7, "upload", self.sample(), "--json", "--no-resume")
        self.assertEqual(self.records(), [])
        self.emulator.faults(REFUSAL)
        self.fail_with(7, "upload", "sample.bin", "--json")
        kept = self.records()
        self.assertEqual(len(kept), 1)
        self.emulator.faults()
        other = self.succeed("upload", "sample.bin", "--json", "--no-resume")
        self.assertFalse(other.named("session")[0]["continued"])
        self.assertNotEqual(other.session, run.session)
        self.assertEqual(self.records(), kept)

    def left(self, *arguments, **settings):
        self.emulator.faults(REFUSAL)
        self.fail_with(7, "upload", self.sample(), "--quiet", *arguments, **settings)
        self.emulator.faults()

    def test_where_records_are_kept(self):
        home = self.directory / "home"
        for settings, place in (
            ({"HOME": home, "XDG_STATE_HOME": None, "CHUNK_STATE_DIR": ""}, home / ".local/state/chunk"),
            ({"HOME": home, "XDG_STATE_HOME": home / "xdg", "CHUNK_STATE_DIR": None}, home / "xdg/chunk"),
            ({"CHUNK_STATE_DIR": home / "own"}, home / "own"),
        ):
            with self.subTest(place):
                self.left(**settings)
                self.assertEqual(len(list(place.glob("*.state"))), 1)
        self.left("--state-dir", "flag", CHUNK_STATE_DIR=self.directory / "variable")
        self.assertEqual(len(list((self.directory / "flag").glob("*.state"))), 1)
        self.assertFalse((self.directory / "variable").exists())

    def test_no_place_for_records_does_not_stop_an_upload(self):
        run = self.succeed(
            "upload", self.sample(), "--name", "homeless", HOME="", XDG_STATE_HOME="", CHUNK_STATE_DIR="")
        self.assertIn("HOME is not set", run.err)
        (self.directory / "file").touch()
        home = {"HOME": self.directory / "file", "XDG_STATE_HOME": None, "CHUNK_STATE_DIR": None}
        run = self.succeed("upload", "sample.bin", "--json", **home)
        self.assertEqual(run.named("notice")[0]["kind"], "not_resumable")

    def test_a_named_place_for_records_has_to_do(self):
        (self.directory / "file").touch()
        (self.directory / "open").mkdir()
        (self.directory / "open").chmod(0o777)
        self.sample()
        for place, words in (
            ("file", "cannot open it"), ("open", "others can write"), ("/proc/nowhere", "cannot make"),
        ):
            with self.subTest(place):
                run = self.fail_with(1, "upload", "sample.bin", "--quiet", "--state-dir", place)
                self.assertRegex(run.err, rf"^chunk: .*--state-dir cannot be used: .*{words}")
                run = self.fail_with(1, "upload", "sample.bin", "--json", CHUNK_STATE_DIR=place)
                self.assertIn("CHUNK_STATE_DIR", run.error["message"])
        self.assertEqual(self.emulator.requests(), [])
        self.succeed("upload", "sample.bin", "--quiet", "--no-resume", "--state-dir", "file")

    def test_no_token_is_kept(self):
        self.left()
        (record,) = self.state_directory.glob("*.state")
        self.assertNotIn(self.emulator.token.encode(), record.read_bytes())
        self.assertEqual(os.stat(record).st_mode & 0o077, 0)

    def test_on_cancel_abort_leaves_nothing(self):
        self.emulator.faults(STALL)
        running = self.start("upload", self.sample(), "--json", "--on-cancel", "abort")
        running.wait_for(lambda: self.emulator.counters()["received_bytes"] > 0, "the first bytes")
        running.signal(signal.SIGINT)
        run = running.wait()
        self.assertEqual(run.status, 130, run)
        self.assertFalse(self.emulator.has_session(run.session))
        self.assertEqual(self.records(), [])

    def test_on_failure_does_not_count_for_ctrl_c(self):
        self.emulator.faults(STALL)
        running = self.start("upload", self.sample(), "--json", "--on-failure", "abort")
        running.wait_for(lambda: self.emulator.counters()["received_bytes"] > 0, "the first bytes")
        running.signal(signal.SIGINT)
        run = running.wait()
        self.assertTrue(self.emulator.has_session(run.session))
        self.assertEqual(len(self.records()), 1)
