"""The programs under test, and a register of every process that was started."""

import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[3]
CHUNK = os.environ.get("CHUNK") or str(ROOT / ".build/debug/chunk")
EMULATOR = os.environ.get("EMULATOR") or str(ROOT / ".build/debug/chunk-emulator")

_started = []
_is_over = False


def start(arguments, **options):
    """Starts a program and remembers it, so that nothing outlives the tests."""
    if _is_over:
        raise RuntimeError("the run is over")
    process = subprocess.Popen([str(argument) for argument in arguments], **options)
    _started.append(process)
    return process


def end(process):
    """Ends one process by its id, kindly at first."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream and not stream.closed:
            stream.close()
    if process in _started:
        _started.remove(process)


def end_all():
    """Ends whatever still runs, and lets nothing start any more."""
    global _is_over
    _is_over = True
    for process in list(_started):
        end(process)


def environment(**settings):
    """This process's environment without settings of the programs, proxies or a token; plus these."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("CHUNK", "BOX_")) and not name.lower().endswith("_proxy")
    }
    kept.update(settings)
    return {name: str(value) for name, value in kept.items() if value is not None}
