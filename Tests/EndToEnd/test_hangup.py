"""A closed terminal, and signals that whoever starts the program wants ignored."""

import signal
import time

from support.case import ServerTest
from support.chunk import Running

SLOW = {"on": "part", "times": 0, "do": "slow", "bytes_per_second": 4_000_000}


class HangUpTests(ServerTest):
    def test_a_second_hangup_does_not_cut_it_off(self):
        self.emulator.faults(
            {"on": "delete", "do": "stall", "seconds": 3600},
            {"on": "part", "nth": 2, "do": "stall", "seconds": 3600})
        running = self.start("upload", self.sample(), "--parallel", "1", "--on-cancel", "abort", "--json")
        running.wait_for(lambda: '"part"' in running.out(), "the first part")
        running.signal(signal.SIGHUP)
        running.wait_for(lambda: self.emulator.count("delete") == 1, "the abort")
        running.signal(signal.SIGHUP)
        time.sleep(0.5)
        self.assertTrue(running.is_running())
        running.signal(signal.SIGTERM)
        run = running.wait()
        self.assertEqual(run.status, 143, run)
        self.assert_ended_within(run, 5)

    def test_signals_that_are_ignored_stay_so(self):
        self.emulator.faults(dict(SLOW, nth=2))
        shell = ["sh", "-c", "trap '' INT TERM HUP; exec \"$0\" \"$@\""]
        running = Running(
            ["upload", self.sample(), "--parallel", "1", "--json"], self.settings, self.directory, prefix=shell)
        running.wait_for(lambda: '"part"' in running.out(), "the first part")
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            running.signal(number)
        self.emulator.faults()
        self.assertEqual(running.wait().status, 0)
