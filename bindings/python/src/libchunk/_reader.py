"""Bytes from a Python object's `read`, for the library."""

from __future__ import annotations

import contextlib
import ctypes
import signal
import time
from typing import Any, Iterator, Optional, Set

from ._library import ReadFunction

_MOST = 1 << 20
_HELD = {
    signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGALRM, signal.SIGUSR1, signal.SIGUSR2,
}


class Reader:
    """Reads from an object when the library asks, on the thread that waits for the operation.

    What `read` raises is kept, for ctypes would print it and go on: `failure` has it for the one who waits.
    """

    def __init__(self, file: Any) -> None:
        self._file = file
        self._free_signals: Optional[Set[Any]] = None
        self.failure: Optional[BaseException] = None
        self.function = ReadFunction(self._read)

    @contextlib.contextmanager
    def signals_held(self) -> Iterator[None]:
        """No signal's handler runs meanwhile, except in `read`.

        A handler that raises, as Ctrl-C's does, would else do so in the call from the library into Python,
        before any `try` of ours.
        """
        self._free_signals = signal.pthread_sigmask(signal.SIG_BLOCK, _HELD)
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, self._free_signals)

    def _read(self, _: int, target: int, size: int) -> int:
        if self.failure is not None:
            return -1
        try:
            data = self._next(min(size, _MOST))
            ctypes.memmove(target, data, len(data))
            return len(data)
        except BaseException as failure:
            self.failure = failure
            return -1

    def _next(self, size: int) -> bytes:
        with self._signals_free():
            # None is what a file that does not block says while it has nothing.
            while (data := self._file.read(size)) is None:
                time.sleep(0.01)
        if isinstance(data, str):
            raise TypeError("read() gave text; open the file with mode 'rb'")
        data = bytes(data)
        if len(data) > size:
            raise ValueError(f"read({size}) gave {len(data)} bytes")
        return data

    @contextlib.contextmanager
    def _signals_free(self) -> Iterator[None]:
        held = signal.pthread_sigmask(signal.SIG_SETMASK, self._free_signals or set())
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, held)
