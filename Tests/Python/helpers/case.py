"""What every test here starts from."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

import libchunk
from support import evidence, processes, samples
from support.emulator import Emulator

PROGRAMS = pathlib.Path(__file__).resolve().parents[1] / "programs"
# Parts of 2 MiB at 1 MB/s: an upload that goes on long enough to be disturbed.
SLOW = {"on": "part", "times": 0, "do": "slow", "bytes_per_second": 1_000_000}


class BindingTest(unittest.TestCase):
    """A test with a directory and a server of its own."""

    options = ("--part-size", 2 << 20)

    def setUp(self):
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="chunk-python-"))
        self.addCleanup(shutil.rmtree, self.directory, ignore_errors=True)
        self.addCleanup(evidence.keep_files, "python-records", self.directory / "state")
        self.emulator = Emulator(self.directory, *self.options)
        self.addCleanup(self.emulator.stop)

    @property
    def settings(self):
        """What a manager needs to find the server."""
        return {
            "access_token": self.emulator.token, "base_url": self.emulator.base_url,
            "upload_url": self.emulator.upload_url, "state_dir": self.directory / "state",
        }

    def manager(self, kind=libchunk.ChunkedUploadsManager, **more):
        """A manager that ends with the test; a setting of None is left out."""
        settings = {name: value for name, value in {**self.settings, **more}.items() if value is not None}
        manager = kind(**settings)
        self.addCleanup(manager.close)
        return manager

    def sample(self, name="sample.bin", size=samples.SMALLEST, seed=1):
        return samples.write(self.directory / name, size, seed)

    def assert_stored(self, file, path):
        """The server has exactly this file's bytes."""
        self.assertEqual(file.size, os.path.getsize(path))
        self.assertEqual(file.sha_1, samples.sha1(path))
        self.assertEqual(self.emulator.download_sha1(file.id), samples.sha1(path))

    def wait_for(self, condition, what, timeout=20):
        end = time.monotonic() + timeout
        while not condition():
            self.assertLess(time.monotonic(), end, f"never came: {what}")
            time.sleep(0.01)

    def wait_for_bytes(self, count=1):
        """Waits until the server has received parts."""
        self.wait_for(lambda: self.emulator.count("part") >= count, "a part")

    def settle(self):
        """Waits until the server has read what was on the way when an upload was interrupted."""
        before, now = None, self.emulator.counters()
        while before != now:
            time.sleep(0.5)
            before, now = now, self.emulator.counters()

    # Programs of their own

    def start(self, program, *arguments, python=sys.executable, stdin=subprocess.DEVNULL, **more):
        """Starts a program from `programs`; it finds the package, the library and the server."""
        settings = {
            **self.emulator.settings, "PYTHONDONTWRITEBYTECODE": 1,
            "CHUNK_STATE_DIR": self.directory / "state", "XDG_STATE_HOME": self.directory / "home",
            "PYTHONPATH": processes.ROOT / "bindings/python/src", "LIBCHUNK_LIBRARY": os.environ["LIBCHUNK_LIBRARY"],
        }
        environment = processes.environment(**settings | more)
        process = processes.start(
            [python, PROGRAMS / program, *arguments], env=environment, cwd=self.directory,
            stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(processes.end, process)
        return process

    def run_program(self, program, *arguments, status=0, timeout=120, **more):
        """Runs one to its end, and gives what it printed. Nothing may stand on standard error."""
        process = self.start(program, *arguments, **more)
        out, err = process.communicate(timeout=timeout)
        self.assertEqual((process.returncode, err), (status, ""), out)
        return out
