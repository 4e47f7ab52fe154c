"""How much of the network an upload takes, for how long it waits, and what it tells of that."""

import re

from support.case import ServerTest


class SpeedTests(ServerTest):
    options = ("--part-size", 1 << 20)

    def statistics(self, *options):
        run = self.succeed("upload", self.sample(), "--json", *options)
        (found,) = run.named("statistics")
        self.assertEqual([event["event"] for event in run.events[-2:]], ["statistics", "finished"])
        return found, run

    def test_a_number_of_parts_in_flight(self):
        self.emulator.faults({"on": "part", "times": 0, "do": "delay", "ms": 50})
        self.assertEqual(self.statistics("--parallel", "1")[0]["highest_parallel"], 1)
        found, _ = self.statistics("--parallel", "4", "--name", "other")
        self.assertEqual(found["highest_parallel"], 4)
        found, _ = self.statistics("--parallel", "auto", "--name", "third")
        self.assertLessEqual(found["highest_parallel"], 8)

    def test_a_limit_of_the_rate(self):
        found, run = self.statistics("--limit-rate", "10M")
        self.assertGreater(run.seconds, 1.5)
        self.assert_took_less(run, 8)
        self.assertEqual(found["limited_by"], "rate")

    def test_the_statistics(self):
        self.emulator.faults({"on": "part", "nth": 2, "do": "status", "status": 500})
        found, run = self.statistics()
        self.assertEqual(
            (found["total_bytes"], found["skipped_bytes"], found["sent_parts"], found["resent_parts"]),
            (20_000_000, 0, 20, 1))
        self.assertEqual(found["retries"], 1)
        self.assertIn(found["limited_by"], ("disk", "digest", "network", "server", "waits"))
        self.assertTrue(1_000_000 < found["peak_memory_bytes"] < 100_000_000, found)

    def test_the_peak_is_this_process_alone(self):
        # What starts the program may have had far more; Linux counts that for the program, too.
        block = bytearray(300_000_000)
        found, _ = self.statistics()
        self.assertLess(found["peak_memory_bytes"], len(block) // 2)

    def test_the_summary_in_words(self):
        self.emulator.faults({"on": "part", "nth": 2, "do": "status", "status": 500})
        run = self.succeed("upload", self.sample())
        self.assertRegex(
            run.err, r"\nsample\.bin: 20 parts sent, up to \d+ at once, 1 sent again, 1 retry, "
            r"peak memory [\d.]+ MB, limited by (the (disk|digests|network|server)|waits after failures or refusals)\n$")

    def test_patience(self):
        self.emulator.faults({"on": "part", "times": 0, "do": "status", "status": 503})
        run = self.fail_with(5, "upload", self.sample(), "--json", "--patience", "0", "--parallel", "1")
        self.assertEqual(len(run.named("retrying")), 5)
        attempts = self.emulator.count("part")
        run = self.fail_with(5, "upload", self.sample(), "--patience", "12", "--parallel", "1")
        self.assertGreater(run.seconds, 11)
        self.assertGreaterEqual(self.emulator.count("part") - attempts, 6)
        self.assertIn("--patience 12", re.search("To go on: (.*)", run.err)[1])
