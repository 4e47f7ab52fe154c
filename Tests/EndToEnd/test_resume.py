"""The same command again goes on with an upload, whatever ended the first run."""

import signal

from support import samples
from support.case import ServerTest

SLOW = {"on": "part", "times": 0, "do": "slow", "bytes_per_second": 4_000_000}
# Only a few parts of each run go through: it does not get to the end, however late it is interrupted.
STALL = {"on": "part", "nth": 4, "times": 0, "do": "stall", "seconds": 3600}
REFUSAL = {"on": "part", "nth": 2, "do": "status", "status": 403, "code": "access_denied"}


class ResumeTests(ServerTest):
    options = ("--part-size", 2 << 20)

    def kill(self, running):
        """Ends a run as a power cut would."""
        running.signal(signal.SIGKILL)
        self.assertEqual(running.wait().status, -signal.SIGKILL)
        self.settle()

    def start_and_wait(self, *arguments, parts=2):
        """An upload in the middle: so many parts are acknowledged, and more is on the way."""
        self.emulator.faults(SLOW, STALL)
        running = self.start("upload", self.sample(), "--json", *arguments)
        running.wait_for(lambda: running.out().count('"event":"part"') >= parts, "the first parts")
        return running

    def goes_on(self, *arguments, skipped=1):
        """The same command again, which sends what is missing and leaves no record."""
        self.emulator.faults()
        run = self.succeed("upload", "sample.bin", "--json", *arguments)
        self.assertTrue(run.named("session")[0]["continued"])
        self.assertGreaterEqual(sum(part["skipped"] for part in run.named("part")), skipped)
        self.assert_no_part_sent_twice()
        self.assertEqual(self.emulator.count("create"), 1)
        self.assertEqual(run.file["sha1"], samples.sha1(self.directory / "sample.bin"))
        self.assertEqual(self.emulator.download_sha1(run.file["id"]), run.file["sha1"])
        self.assertEqual(self.records(), [])
        return run

    def test_after_kill_9(self):
        self.kill(self.start_and_wait())
        self.assertIn(".state", "".join(self.records()))
        self.goes_on(skipped=2)

    def test_after_two_kills(self):
        for parts in (1, 3):
            self.kill(self.start_and_wait(parts=parts))
        self.goes_on(skipped=3)

    def test_after_a_failure(self):
        self.emulator.faults(REFUSAL)
        run = self.fail_with(7, "upload", self.sample(), "--json", "--parallel", "1")
        self.assertEqual(len(self.records()), 1)
        again = self.goes_on()
        self.assertEqual(again.session, run.error["session"]["id"])

    def test_while_the_service_puts_the_parts_together(self):
        self.emulator.faults({"on": "commit", "times": 0, "do": "accepted", "retry_after": 1})
        self.fail_with(6, "upload", self.sample(), "--commit-time", "1", "--json")
        self.goes_on(skipped=10)

    def test_what_is_said_when_nothing_is_left_to_send(self):
        self.emulator.faults({"on": "commit", "times": 0, "do": "accepted", "retry_after": 1})
        run = self.fail_with(6, "upload", self.sample(), "--commit-time", "1")
        self.assertIn("The same command goes on with the commit", run.err)
        self.emulator.faults()
        run = self.succeed("upload", "sample.bin")
        self.assertRegex(run.out, r"\(20\.0 MB were there\) in [\d.]+ s, SHA-1")

    def test_a_second_run_at_the_same_time_is_refused(self):
        running = self.start_and_wait()
        run = self.fail_with(5, "upload", "sample.bin", "--json")
        self.assertEqual(run.error["kind"], "upload_in_progress")
        self.assertIn(str(running.process.pid), run.error["message"])
        running.signal(signal.SIGINT)
        running.wait()
        self.settle()
        self.goes_on()

    def test_a_file_that_changed_is_not_mixed_up(self):
        self.start_and_wait().signal(signal.SIGINT)
        self.emulator.faults()
        self.sample(size=samples.SMALLEST + 1, seed=2)
        self.chunk("upload", "sample.bin", "--json")  # begins anew, or refuses; but mixes nothing
        for item in self.emulator.json("/2.0/folders/0/items")["entries"]:
            self.assertEqual(
                self.emulator.download_sha1(item["id"]), samples.sha1(self.directory / "sample.bin"))

    def test_a_damaged_record(self):
        running = self.start_and_wait()
        running.signal(signal.SIGINT)
        running.wait()
        (record,) = self.state_directory.glob("*.state")
        record.write_bytes(record.read_bytes()[:-10])
        self.emulator.faults()
        run = self.succeed("upload", "sample.bin", "--json")
        self.assertEqual([notice["kind"] for notice in run.named("notice")], ["started_anew"])
        self.assertEqual(self.records(), [])

    def test_the_session_of_a_record_by_its_id(self):
        run = self.start_and_wait("--folder", "0", "--name", "other.bin")
        run.signal(signal.SIGINT)
        session = run.wait().session
        self.goes_on("--session", session)
