"""Programs that are ended without a warning, again and again, in the middle of one upload.

Ten times each here. What the project promises is tried with CHUNK_KILLS=30 CHUNK_KILL_SIZE=1073741824.
"""

import os
import random
import time

from support import samples
from support.case import ProgramTest

KILLS = int(os.environ.get("CHUNK_KILLS", "10"))
SIZE = int(os.environ.get("CHUNK_KILL_SIZE", "160000000"))
PARTS = -(-SIZE // samples.PART)

# Slow enough that the kills are spread over the whole upload.
SLOW = [
    {"on": "part", "times": 0, "do": "slow", "bytes_per_second": 40_000_000},
    {"on": "commit", "times": 0, "do": "delay", "ms": 300},
]


class KillTests(ProgramTest):
    token = "the-same-token-again"

    def setUp(self):
        super().setUp()
        self.random = random.Random(f"{self.id()} {KILLS}")
        self.state = self.directory / "state"
        self.start_emulator("--token", self.token, "--part-size", str(samples.PART))
        self.emulator.faults(*SLOW)
        self.path = self.sample(size=SIZE)
        # Parts that an earlier life of the server has acknowledged.
        self.acknowledged = set()

    def restart(self):
        """Kills the server in the middle of what it does, and starts another one at the same place."""
        port = self.emulator.port
        self.count()
        self.emulator.kill()
        self.start_emulator("--token", self.token, "--part-size", str(samples.PART), port=port)
        self.emulator.faults(*SLOW)

    def count(self):
        """Makes sure that no part came again that was acknowledged before."""
        self.assert_no_part_sent_twice()
        for session, parts in self.emulator.counters()["sessions"].items():
            for offset, part in parts.items():
                self.assertNotIn((session, offset), self.acknowledged, "a part came although it was there")
            self.acknowledged |= {(session, offset) for offset, part in parts.items() if part["acknowledged"]}

    def upload(self):
        return self.start("upload", self.path, "--json", CHUNK_STATE_DIR=str(self.state))

    def wait_somewhere(self, kill):
        """Waits until an upload is about as far as the number of the kill says."""
        sent = PARTS * kill // KILLS
        end = time.monotonic() + 20
        while len(self.stored()) < sent and time.monotonic() < end:
            time.sleep(0.01)
        time.sleep(self.random.uniform(0, 0.3))

    def stored(self):
        """All parts that the server has acknowledged in any of its lives."""
        now = {
            (session, offset) for session, parts in self.emulator.counters()["sessions"].items()
            for offset, part in parts.items() if part["acknowledged"]
        }
        return now | self.acknowledged

    def check(self, run):
        self.assertEqual(run.status, 0, run)
        self.count()
        self.assertEqual(len({session for session, _ in self.acknowledged}), 1, "one session did it all")
        self.assertEqual(self.emulator.download_sha1(run.file["id"]), samples.sha1(self.path))
        left = [path for path in self.state.rglob("*") if path.is_file()]
        self.assertEqual(left, [])

    def test_the_client_is_killed(self):
        for kill in range(KILLS):
            running = self.upload()
            self.wait_somewhere(kill)
            running.kill()
            run = running.wait()
            if run.status == 0:  # it was faster than the kill
                return self.check(run)
            self.settle()
        self.check(self.upload().wait())

    def test_the_server_is_killed(self):
        running = self.upload()
        for kill in range(KILLS):
            self.wait_somewhere(kill)
            if not running.is_running():
                break
            self.restart()
        self.check(running.wait())

    def test_both_are_killed(self):
        for kill in range(KILLS):
            running = self.upload()
            self.wait_somewhere(kill)
            running.kill()
            self.restart()
            run = running.wait()
            if run.status == 0:  # it was faster than the kill
                return self.check(run)
        self.check(self.upload().wait())
