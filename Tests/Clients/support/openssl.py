"""The openssl program."""

import subprocess


def openssl(*arguments):
    """Runs it to its end."""
    done = subprocess.run(["openssl", *arguments], capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"openssl {arguments[0]} failed: {done.stderr.strip()}")
