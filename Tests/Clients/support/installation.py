"""Box's Python SDKs, each in a virtual environment of its own that is made once."""

import os
import shutil
import subprocess
import sys


class NotInstalled(Exception):
    """A client could not be had, so its tests cannot pass."""


def boxsdk(version, cache):
    """The interpreter of an environment with this version of boxsdk."""
    directory = os.path.join(cache, f"boxsdk-{version}")
    python = os.path.join(directory, "bin", "python")
    if _installed_version(python) == version:
        return python
    shutil.rmtree(directory, ignore_errors=True)
    print(f"installing boxsdk {version} ...", flush=True)
    _run([sys.executable, "-m", "venv", directory], version)
    _run([python, "-m", "pip", "install", "--quiet", f"boxsdk[jwt]=={version}"], version)
    return python


def rclone():
    """The path of rclone and its version."""
    path = shutil.which("rclone")
    if path is None:
        raise NotInstalled("rclone is not installed (Debian: apt-get install rclone)")
    done = subprocess.run([path, "version"], capture_output=True, text=True)
    return path, done.stdout.split("\n")[0].removeprefix("rclone v")


def _installed_version(python):
    if not os.path.exists(python):
        return None
    code = "import importlib.metadata as m, jwt, cryptography; print(m.version('boxsdk'))"
    done = subprocess.run([python, "-c", code], capture_output=True, text=True)
    return done.stdout.strip()


def _run(arguments, version):
    done = subprocess.run(arguments, capture_output=True, text=True)
    if done.returncode != 0:
        lines = (done.stderr or done.stdout).strip().split("\n")
        # pip ends with a notice now and then; what went wrong stands in its lines of errors.
        reason = next((line for line in reversed(lines) if line.startswith("ERROR")), lines[-1])
        raise NotInstalled(f"boxsdk {version} could not be installed: {reason}")
