"""Runs of the chunk program."""

import json
import os
import re
import signal
import subprocess
import threading
import time

from . import evidence, processes
from .load import LoadMeter


class Run:
    """A run that has ended."""

    def __init__(self, status, out, err, seconds, usage, peak_kib, signalled, delay):
        self.status = status
        self.out = out
        self.err = err
        self.seconds = seconds
        self.cpu_seconds = usage.ru_utime + usage.ru_stime
        self.peak_kib = peak_kib  # resident memory; 0 if nobody asked
        self.seconds_after_signal = None if signalled is None else seconds - signalled
        self.delay = delay  # how late the machine was, after the signal or in all

    def __str__(self):
        return f"exit status {self.status}\n--- standard output\n{self.out}--- standard error\n{self.err}"

    @property
    def json(self):
        """Standard output as one JSON value."""
        return json.loads(self.out)

    @property
    def events(self):
        """Standard output as JSON lines; anything else on it is an error."""
        return [json.loads(line) for line in self.out.splitlines()]

    def named(self, event):
        return [found for found in self.events if found["event"] == event]

    @property
    def file(self):
        """The file object of the last line."""
        assert self.events[-1]["event"] == "finished", self
        return self.events[-1]["file"]

    @property
    def error(self):
        """The error object of the last line."""
        assert self.events[-1]["event"] == "failed", self
        return self.events[-1]["error"]

    @property
    def session(self):
        """The session that the upload opened or continued."""
        return self.named("session")[0]["id"]


class Running:
    """A run that goes on: its output is collected while it does."""

    def __init__(self, arguments, settings, directory, stdin=None, prefix=()):
        self.secret = settings.get("BOX_ACCESS_TOKEN")
        self.began = time.monotonic()
        self.signalled = None
        self._meter = LoadMeter()
        self.process = processes.start(
            [*prefix, processes.CHUNK, *arguments], env=processes.environment(**settings), cwd=directory,
            stdin=subprocess.DEVNULL if stdin is None else stdin, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE)
        self._text = {"out": [], "err": []}
        self._threads = [
            threading.Thread(target=self._collect, args=(self.process.stdout, "out"), daemon=True),
            threading.Thread(target=self._collect, args=(self.process.stderr, "err"), daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def _collect(self, stream, name):
        for line in stream:
            self._text[name].append(line.decode())

    def out(self):
        return "".join(self._text["out"])

    def err(self):
        return "".join(self._text["err"])

    def wait_for(self, condition, what, timeout=120):
        """Waits until something is so, while the program runs."""
        end = time.monotonic() + timeout
        while not condition():
            if time.monotonic() > end or not self.is_running():
                raise AssertionError(f"never came: {what}\n{self.out()}{self.err()}")
            time.sleep(0.01)

    def is_running(self):
        """Whether it has not ended yet; its status is left for `wait`."""
        options = os.WEXITED | os.WNOHANG | os.WNOWAIT
        return os.waitid(os.P_PID, self.process.pid, options) is None

    def seconds(self):
        """How long ago it was started."""
        return time.monotonic() - self.began

    def signal(self, number):
        self._meter.stop()
        self._meter = LoadMeter()
        self.signalled = self.seconds()
        os.kill(self.process.pid, number)

    def kill(self):
        """Ends it at once. Popen's own way would look first whether it has ended, and take its status from `wait`."""
        self.signal(signal.SIGKILL)

    def wait(self, timeout=120, watching_memory=False):
        """Waits for the end."""
        guard = threading.Timer(timeout, self.process.kill)
        guard.start()
        try:
            peak_kib = self._peak_until_end() if watching_memory else 0
            _, status, usage = os.wait4(self.process.pid, 0)
        finally:
            guard.cancel()
        seconds = self.seconds()
        delay = self._meter.stop()
        self.process.returncode = os.waitstatus_to_exitcode(status)
        for thread in self._threads:
            thread.join()
        processes.end(self.process)
        run = Run(
            self.process.returncode, self.out(), self.err(), seconds, usage, peak_kib, self.signalled, delay)
        evidence.keep("chunk", run.out + run.err)
        # Whatever a test is about: the token is never shown.
        assert not self.secret or self.secret not in run.out + run.err, "the token was shown"
        return run

    def _peak_until_end(self):
        """The most memory that was resident, as Linux counts it.

        `ru_maxrss` will not do: it begins with what this process had when it forked.
        """
        peak = 0
        while self.is_running():
            with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
                found = re.search(r"VmHWM:\s+(\d+) kB", file.read())
            peak = int(found[1]) if found else peak  # none when it has ended just now
            time.sleep(0.02)
        return peak
