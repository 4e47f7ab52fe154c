"""Running a client as a process of its own, and measuring it."""

import os
import subprocess
import tempfile
import time


class ClientFailed(Exception):
    """A client ended with an error, or not at all."""


class Usage:
    """What a process used from its start to its end."""

    def __init__(self, wall, cpu, max_rss):
        self.wall = wall
        self.cpu = cpu
        self.max_rss = max_rss

    def __str__(self):
        return f"wall {self.wall:.2f} s, cpu {self.cpu:.2f} s, max RSS {self.max_rss / 1e6:.0f} MB"


class Finished:
    """The output of a process, and what it used."""

    def __init__(self, output, usage):
        self.output = output
        self.usage = usage


def minimal_environment(home, **more):
    """An environment without proxies, tokens or configuration of whoever runs the tests."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    return {**kept, "HOME": home, **more}


def run_client(arguments, environment, read=lambda output: output.read(), timeout=120):
    """Runs a client to its end, and reads its output; raises ClientFailed unless it succeeds.

    Large output must not be read into memory as a whole: what the runner holds counts as the
    memory of every process that it starts later.
    """
    started = time.monotonic()
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            arguments, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=errors)
        try:
            status, usage = _wait(process, started + timeout)
        except BaseException:
            process.kill()
            process.wait()
            raise
        wall = time.monotonic() - started
        output.seek(0)
        errors.seek(0)
        if status != 0:
            complaint = (errors.read() or output.read()).decode(errors="replace")
            tail = "\n".join(complaint.strip().splitlines()[-4:])
            name = os.path.basename(arguments[0])
            raise ClientFailed(f"{name} ended with status {status}:\n{tail}")
        # Linux counts in kibibytes.
        used = Usage(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)
        return Finished(read(output), used)


def _wait(process, deadline):
    """Waits as wait4 does, which alone tells what this one process used."""
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode, usage
        if time.monotonic() > deadline:
            raise ClientFailed(f"{os.path.basename(process.args[0])} did not end in time")
        time.sleep(0.005)
