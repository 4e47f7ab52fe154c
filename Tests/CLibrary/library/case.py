"""What the tests of C programs start from."""

import subprocess

from support import evidence, processes
from support.case import ProgramTest

from . import building, places


class CTest(ProgramTest):
    """A test that compiles a program and runs it, with a server or without."""

    def build(self, name, **more):
        """Compiles programs/NAME.c, or all that is in programs/NAME."""
        folder = places.PROGRAMS / name
        sources = sorted(folder.glob("*.c")) if folder.is_dir() else [folder.with_suffix(".c")]
        return building.program(self.directory, name, sources, **more)

    def environment(self, **settings):
        return processes.environment(**(self.settings | settings))

    def execute(self, command, timeout=120, **settings):
        """Runs a program to its end. What it was told to check, it checked, or it fails."""
        # A child that the program forked may hold the output open longer than the program lives.
        with open(self.directory / "output", "w+b") as output:
            process = processes.start(
                command, env=self.environment(**settings), cwd=self.directory, stdin=subprocess.DEVNULL,
                stdout=output, stderr=subprocess.STDOUT)
            try:
                status = process.wait(timeout)
            except subprocess.TimeoutExpired:
                status = f"not over after {timeout} s"
            finally:
                processes.end(process)
            output.seek(0)
            text = output.read().decode(errors="replace")
        evidence.keep("c-program", text)
        token = self.settings.get("BOX_ACCESS_TOKEN")
        self.assertFalse(token and token in text, "the token was shown")
        self.assertEqual(status, 0, f"{command}\n{text}")
        return text

    def run_program(self, name, *arguments, timeout=120, **settings):
        return self.execute([self.build(name), *arguments], timeout, **settings)


class UploadTest(CTest):
    """A test with a server, parts of 2 MiB, and a file of the smallest size."""

    options = ("--part-size", 2 << 20)

    def setUp(self):
        super().setUp()
        self.start_emulator(*self.options)
        self.file = self.sample()

    def upload(self, name, *arguments, faults=(), timeout=120, **settings):
        """Runs a program with the file's path, while the server has these faults."""
        self.emulator.faults(*faults)
        return self.run_program(name, self.file, *arguments, timeout=timeout, **settings)


#: Holds every part for a while, so that an upload is under way when something happens to it.
SLOW = {"on": "part", "times": 0, "do": "slow", "bytes_per_second": 1_000_000}
#: Holds an upload for as long as a test may take.
STALLED = {"on": "part", "times": 0, "do": "stall", "seconds": 60, "where": "before"}
