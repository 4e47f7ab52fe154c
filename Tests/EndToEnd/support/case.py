"""What every test here starts from."""

import pathlib
import shutil
import subprocess
import tempfile
import time
import unittest

from . import evidence, processes, samples
from .chunk import Running
from .emulator import Emulator
from .load import LoadMeter


class ProgramTest(unittest.TestCase):
    """A test with a directory of its own, removed at its end, and no server yet."""

    maxDiff = None

    def setUp(self):
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="chunk-e2e-"))
        self.addCleanup(shutil.rmtree, self.directory, ignore_errors=True)
        self.addCleanup(evidence.keep_files, "records", self.directory / "state")
        self.emulator = None

    @property
    def state_directory(self):
        """Where this test's uploads keep their records; it is made by the first of them."""
        return self.directory / "state"

    @property
    def settings(self):
        """The environment for chunk: the server, if there is one, and directories of the test's own for what is kept."""
        base = self.emulator.settings if self.emulator else {}
        # Whoever runs the tests may be logged in, and have a display.
        own = {"XDG_CONFIG_HOME": self.directory / "config", "DISPLAY": None, "WAYLAND_DISPLAY": None}
        return base | own | {"CHUNK_STATE_DIR": self.state_directory}

    def records(self):
        """The names of the files that unfinished uploads have left in the state directory."""
        return sorted(path.name for path in self.state_directory.glob("*"))

    def start_emulator(self, *options, **more):
        """Starts a server that ends with the test; a later one takes the place of an earlier one."""
        self.emulator = Emulator(self.directory, *options, **more)
        self.addCleanup(self.emulator.stop)
        return self.emulator

    def sample(self, name="sample.bin", size=samples.SMALLEST, seed=1):
        return samples.write(self.directory / name, size, seed)

    def feed(self, path):
        """A pipe with a file's bytes, for standard input."""
        feeder = processes.start(["cat", path], stdout=subprocess.PIPE)
        self.addCleanup(processes.end, feeder)
        return feeder.stdout

    def start(self, *arguments, stdin=None, prefix=(), **settings):
        """Starts chunk with the settings for the server, and these on top; None takes one away.

        `prefix` are the words of a program that starts it.
        """
        return Running(arguments, self.settings | settings, self.directory, stdin, prefix)

    def chunk(self, *arguments, timeout=120, **more):
        """Runs chunk to its end."""
        return self.start(*arguments, **more).wait(timeout)

    def succeed(self, *arguments, **more):
        run = self.chunk(*arguments, **more)
        self.assertEqual(run.status, 0, run)
        return run

    def fail_with(self, status, *arguments, **more):
        run = self.chunk(*arguments, **more)
        self.assertEqual(run.status, status, run)
        return run

    def settle(self):
        """Waits until the server has read what was on the way when a run ended.

        A part that was in the sockets' buffers is stored after its sender is gone; a run that lists the
        parts before that sends it again, and rightly so.
        """
        meter = LoadMeter()
        last, since = self.emulator.counters(), time.monotonic()
        while time.monotonic() - since < meter.patience(0.5, meter.worst()):
            time.sleep(0.1)
            now = self.emulator.counters()
            if now != last:
                last, since = now, time.monotonic()
        meter.stop()

    def assert_ended_within(self, run, seconds):
        """Makes sure that a run ended soon after its last signal."""
        self.assertLess(run.seconds_after_signal, LoadMeter.bound(seconds, run.delay), run)

    def assert_took_less(self, run, seconds):
        self.assertLess(run.seconds, LoadMeter.bound(seconds, run.delay), run)

    def assert_no_part_sent_twice(self):
        counters = self.emulator.counters()
        self.assertFalse(counters["has_resent_acknowledged_part"], counters)


class ServerTest(ProgramTest):
    """A test with a server that behaves unless told otherwise."""

    options = ()

    def setUp(self):
        super().setUp()
        self.start_emulator(*self.options)
