"""What the tests have seen of outputs, logs and records, kept for a search for secrets: scripts/search-secrets.

Nothing is kept unless CHUNK_TEST_EVIDENCE names a directory, as scripts/test does.
"""

import itertools
import os
import pathlib

_numbers = itertools.count()


def _place(folder, name):
    directory = os.environ.get("CHUNK_TEST_EVIDENCE")
    return directory and pathlib.Path(directory, folder, f"{name}-{os.getpid()}-{next(_numbers)}")


def keep(name, text):
    """Keeps a text, such as what a program has written."""
    place = _place("seen", name)
    if place and text:
        place.write_bytes(text if isinstance(text, bytes) else text.encode())


def keep_files(name, directory):
    """Keeps the files of a directory, such as records of uploads."""
    for path in sorted(pathlib.Path(directory).glob("*")):
        if path.is_file():
            keep(name, path.read_bytes())


def emulator_options():
    """What has an emulator write down the secrets that it gives and receives."""
    place = _place("secrets", "emulator")
    return ["--secrets-log", place] if place else []
