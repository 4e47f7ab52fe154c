"""Ctrl-C and its relatives: the upload stops, says how to go on, and can go on."""

import pathlib
import re
import signal

from support import samples
from support.case import ServerTest

# A part that never comes whole, however long the test takes to see it.
STALL = {"on": "part", "times": 0, "do": "stall", "seconds": 3600, "where": "body", "bytes": 1 << 20}


class SignalTests(ServerTest):
    def start_and_stall(self, *options):
        """An upload that has one part on the server and is in the middle of the second."""
        self.emulator.faults(dict(STALL, nth=2))
        running = self.start("upload", self.sample(), "--parallel", "1", "--json", *options)
        running.wait_for(lambda: '"part"' in running.out(), "the first part")
        running.wait_for(lambda: self.emulator.counters()["received_bytes"] > 9_000_000, "more bytes")
        return running

    def go_on_after(self, number, status):
        running = self.start_and_stall()
        running.signal(number)
        run = running.wait()
        self.assert_ended_within(run, 2)
        self.assertEqual(run.status, status, run)
        self.assertEqual(run.error["kind"], "cancelled")
        left = run.error["session"]
        self.assertEqual((left["id"], left["acknowledged_bytes"]), (run.session, 8388608))
        self.assertTrue(self.emulator.has_session(run.session))
        self.assertEqual(len(self.records()), 1)

        self.settle()
        self.emulator.faults()
        run = self.succeed("upload", "sample.bin", "--json")
        self.assertTrue(run.events[0]["continued"])
        self.assertEqual([part["skipped"] for part in run.named("part")], [True, False, False])
        self.assertEqual(run.named("progress")[-1]["wire_bytes"], 20_000_000 - 8388608)
        self.assert_no_part_sent_twice()
        self.assertEqual(self.emulator.download_sha1(run.file["id"]), run.file["sha1"])

    def test_ctrl_c_and_going_on(self):
        self.go_on_after(signal.SIGINT, 130)

    def test_termination_and_going_on(self):
        self.go_on_after(signal.SIGTERM, 143)

    def test_a_lost_terminal_and_going_on(self):
        self.go_on_after(signal.SIGHUP, 129)

    def test_ctrl_c_says_how_to_go_on(self):
        self.emulator.faults(STALL)
        running = self.start("upload", self.sample())
        running.wait_for(lambda: "Opened session" in running.err(), "the session")
        running.wait_for(lambda: self.emulator.counters()["received_bytes"] > 0, "the first bytes")
        running.signal(signal.SIGINT)
        run = running.wait()
        self.assertEqual(run.status, 130, run)
        session = self.emulator.requests("part")[0]["session"]
        self.assertRegex(
            run.err.split("Stopping…\n")[1],
            rf"^chunk: sample\.bin: Cancelled\.\nSession {session} is left, with 0 B until [-\dT:]+Z\.\n"
            rf"To go on: chunk upload \S+/sample\.bin\n"
            rf"To drop it: chunk uploads abort [0-9a-f]{{16}}\n$")

    def test_ctrl_c_without_a_record_names_the_session(self):
        self.emulator.faults(STALL)
        running = self.start("upload", self.sample(), "--no-resume")
        running.wait_for(lambda: self.emulator.counters()["received_bytes"] > 0, "the first bytes")
        running.signal(signal.SIGINT)
        run = running.wait()
        session = self.emulator.requests("part")[0]["session"]
        self.assertRegex(
            run.err, rf"To go on: chunk upload --session {session} --no-resume \S+/sample\.bin\n"
            rf"To drop it: chunk session abort {session}\n$")
        self.assertEqual(self.records(), [])

    def test_the_session_is_aborted_if_that_was_asked(self):
        running = self.start_and_stall("--on-cancel", "abort")
        running.signal(signal.SIGINT)
        run = running.wait()
        self.assertEqual(run.status, 130, run)
        self.assertEqual([event["event"] for event in run.events[-3:]], ["aborted", "statistics", "failed"])
        self.assertEqual(run.events[-3]["session_id"], run.session)
        self.assertNotIn("session", run.error)
        self.assertFalse(self.emulator.has_session(run.session))

    def test_the_second_signal_ends_at_once(self):
        running = self.start_and_stall("--on-cancel", "abort")
        self.emulator.faults({"on": "delete", "do": "stall", "seconds": 3600})
        running.signal(signal.SIGINT)
        running.wait_for(lambda: self.emulator.count("delete") == 1, "the abort")
        running.signal(signal.SIGINT)
        run = running.wait()
        self.assert_ended_within(run, 1)
        self.assertEqual(run.status, 130, run)
        self.assertIn(f"session {run.session} is left", run.err)

    def test_ctrl_c_while_the_service_puts_the_parts_together(self):
        self.emulator.faults({"on": "commit", "times": 0, "do": "accepted", "retry_after": 600})
        running = self.start("upload", self.sample(), "--json")
        running.wait_for(lambda: '"processing"' in running.out(), "the wait")
        running.signal(signal.SIGINT)
        run = running.wait()
        self.assert_ended_within(run, 2)
        self.assertEqual((run.status, run.error["kind"]), (130, "cancelled"))
        self.emulator.faults()
        run = self.succeed("upload", "sample.bin", "--session", run.session, "--json")
        self.assert_no_part_sent_twice()

    def test_ctrl_c_between_two_attempts(self):
        self.emulator.faults({"on": "create", "do": "status", "status": 429, "retry_after": 600})
        running = self.start("upload", self.sample(), "--json")
        running.wait_for(lambda: '"retrying"' in running.out(), "the wait")
        running.signal(signal.SIGINT)
        run = running.wait()
        self.assertEqual(run.status, 130, run)
        self.assert_ended_within(run, 5)

    def test_a_step_can_be_left(self):
        self.emulator.faults({"on": "get", "do": "stall", "seconds": 3600})
        running = self.start("session", "status", "123", "--json")
        running.wait_for(lambda: self.emulator.count("get") == 1, "the request")
        running.signal(signal.SIGTERM)
        run = running.wait()
        self.assert_ended_within(run, 5)
        self.assertEqual((run.status, run.error["kind"]), (143, "cancelled"), run)

    def catches(self, running, number):
        """Whether the program has a handler for a signal, as Linux tells."""
        status = pathlib.Path(f"/proc/{running.process.pid}/status").read_text()
        return int(re.search(r"SigCgt:\s+(\w+)", status)[1], 16) >> (number - 1) & 1

    def test_a_step_that_reads_a_file_can_be_left(self):
        path = samples.sparse(self.directory / "big.bin", 40_000_000_000)
        for step in (("commit", "123", path), ("plan", "123", path, "--part-size", "20000000000"),
                     ("put", "123", path, "--part", "0", "--part-size", "20000000000")):
            with self.subTest(step[0]):
                running = self.start("session", *step, "--json")
                running.wait_for(lambda: self.catches(running, signal.SIGINT), "the handler")
                running.signal(signal.SIGINT)
                run = running.wait()
                self.assert_ended_within(run, 5)
                self.assertEqual((run.status, run.error["kind"]), (130, "cancelled"), run)
        self.assertEqual(self.emulator.requests(), [])
