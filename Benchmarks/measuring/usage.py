"""Running a program to its end, and what it and its children used."""

import os
import subprocess
import tempfile
import threading
import time


class Failed(Exception):
    """A program did not do what it was started for, so its figures mean nothing."""


class Usage:
    """What a program used: seconds of the clock, seconds of processors, bytes of memory; and what it said."""

    def __init__(self, wall, cpu, memory, said=""):
        self.wall = wall
        self.cpu = cpu
        self.memory = memory
        self.said = said

    def __add__(self, other):
        """One after the other."""
        return Usage(self.wall + other.wall, self.cpu + other.cpu, max(self.memory, other.memory))


def run(arguments, environment, timeout=1800):
    """Runs a program, and gives what it used; raises Failed unless it succeeds."""
    with tempfile.TemporaryFile() as output:
        began = time.monotonic()
        process = subprocess.Popen(
            arguments, env=environment, stdin=subprocess.DEVNULL, stdout=output,
            stderr=subprocess.STDOUT)
        guard = threading.Timer(timeout, process.kill)
        guard.start()
        memory = MemoryWatch(process.pid)
        try:
            # Its times are of the program and of every child that it waited for.
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            wall = time.monotonic() - began
        finally:
            guard.cancel()
            memory.stop()
            if process.returncode is None:
                process.kill()
                process.wait()
        output.seek(0)
        said = output.read().decode(errors="replace").strip()
        if process.returncode != 0:
            raise Failed(f"status {process.returncode}: {(said or 'it said nothing').splitlines()[0]}")
        return Usage(wall, used.ru_utime + used.ru_stime, memory.peak, said)


class MemoryWatch:
    """The most memory that a program and its children had resident.

    `ru_maxrss` will not do: it begins with what this program had when it forked, and is that of the
    largest process, not of all.
    """

    INTERVAL = 0.02

    def __init__(self, pid):
        self._peaks = {}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, args=(pid,), daemon=True)
        self._thread.start()

    def stop(self):
        self._over.set()
        self._thread.join()

    @property
    def peak(self):
        return sum(self._peaks.values())

    def _watch(self, pid):
        self._look(pid)
        while not self._over.wait(self.INTERVAL):
            self._look(pid)

    def _look(self, pid):
        try:
            with open(f"/proc/{pid}/status", encoding="ascii") as file:
                for line in file:
                    if line.startswith("VmHWM:"):
                        self._peaks[pid] = int(line.split()[1]) * 1024
            for task in os.listdir(f"/proc/{pid}/task"):
                with open(f"/proc/{pid}/task/{task}/children", encoding="ascii") as file:
                    for child in file.read().split():
                        self._look(int(child))
        except (OSError, ValueError):
            pass  # it ended just now
