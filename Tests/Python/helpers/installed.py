"""boxsdk in a virtual environment that is made once, the one that Tests/Clients has."""

import functools
import importlib.util
import os
import threading

from support.processes import ROOT

VERSION = "10.18.0"
_one_at_a_time = threading.Lock()


def python_with_boxsdk():
    """The interpreter that has it."""
    with _one_at_a_time:
        return _python()


@functools.lru_cache(maxsize=None)
def _python():
    path = ROOT / "Tests/Clients/support/installation.py"
    specification = importlib.util.spec_from_file_location("clients_installation", path)
    installation = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(installation)
    cache = str(ROOT / ".build/clients")
    os.makedirs(cache, exist_ok=True)
    return installation.boxsdk(VERSION, cache)
