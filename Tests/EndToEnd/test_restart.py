"""A server that dies and comes back: nothing that was acknowledged is lost."""

from support import samples
from support.case import ProgramTest

# Some of the third part comes, and no more.
STALL = {"on": "part", "nth": 3, "do": "stall", "seconds": 3600, "where": "body", "bytes": 1 << 20}


class RestartTests(ProgramTest):
    token = "the-same-token-again"

    def setUp(self):
        super().setUp()
        self.start_emulator("--token", self.token)

    def restart(self):
        """Kills the server and starts another one at the same place."""
        port = self.emulator.port
        self.emulator.kill()
        self.start_emulator("--token", self.token, port=port)

    def start_and_reach_the_third_part(self):
        path = self.sample(size=4 * samples.PART)
        self.emulator.faults(STALL)
        running = self.start("upload", path, "--parallel", "1", "--json")
        running.wait_for(lambda: running.out().count('"part"') >= 2, "two parts")
        running.wait_for(
            lambda: self.emulator.counters()["received_bytes"] > 2 * samples.PART, "some of the third")
        return running

    def sent_after_restart(self, session):
        return sorted(int(offset) for offset in self.emulator.counters()["sessions"][session])

    def arrived(self, file):
        expected = samples.sha1(self.directory / "sample.bin")
        self.assertEqual(self.emulator.download_sha1(file["id"]), expected)

    def test_an_interrupted_upload_goes_on_after_a_restart(self):
        running = self.start_and_reach_the_third_part()
        running.kill()
        session = running.wait().session
        self.restart()
        status = self.succeed("session", "status", session).json
        self.assertEqual(status["num_parts_processed"], 2)
        run = self.succeed("upload", "sample.bin", "--session", session, "--json")
        self.assertEqual([part["skipped"] for part in run.named("part")], [True, True, False, False])
        self.assertEqual(self.sent_after_restart(session), [2 * samples.PART, 3 * samples.PART])
        self.arrived(run.file)

    def test_an_upload_lives_through_a_restart(self):
        running = self.start_and_reach_the_third_part()
        self.restart()
        run = running.wait()
        self.assertEqual(run.status, 0, run)
        self.assertGreaterEqual(len(run.named("retrying")), 1)
        self.assertEqual(self.sent_after_restart(run.session), [2 * samples.PART, 3 * samples.PART])
        self.arrived(run.file)

    def test_committed_files_survive(self):
        first = self.succeed("upload", self.sample(), "--json").file
        second = self.succeed("upload", self.sample("second.bin", seed=2), "--json").file
        self.restart()
        for file in (first, second):
            self.assertEqual(self.emulator.file(file["id"]), file)
            self.assertEqual(self.emulator.download_sha1(file["id"]), file["sha1"])
        self.fail_with(7, "upload", "sample.bin")  # its name is still taken

    def test_an_aborted_session_stays_aborted(self):
        made = self.succeed("session", "create", "--size", "20000000", "--name", "x").json["id"]
        self.succeed("session", "abort", made)
        self.restart()
        self.fail_with(3, "session", "status", made)
