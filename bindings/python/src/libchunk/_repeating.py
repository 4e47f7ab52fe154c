"""Making a step's request again: the library leaves that to its caller, and programs for Box's SDK rely on it."""

from __future__ import annotations

import random
import time
from typing import Callable, Optional, TypeVar

from ._operation import Operation
from ._waiting import AsyncWaiting
from .errors import ChunkError

T = TypeVar("T")
Start = Callable[[], Operation[T]]
# As many as Box's SDK makes.
_ATTEMPTS = 5


class _Attempts:
    """How many are left, and the wait before the next: what the service asks for, or twice as long each time."""

    def __init__(self, most: Optional[int]) -> None:
        self._left = _ATTEMPTS if most is None else most
        self._backoff = 0.5

    def wait_after_answer(self, operation: Operation[T]) -> Optional[float]:
        """How many seconds to wait if the service has accepted a commit and not finished; None if that is all."""
        return None if operation.asks_again_after is None else self._wait(operation.asks_again_after)

    def wait_after_error(self, error: ChunkError) -> Optional[float]:
        """How many seconds to wait if it is worth it; None if the error stands."""
        return self._wait(error.retry_after) if error.is_retriable else None

    def _wait(self, asked: Optional[float]) -> Optional[float]:
        self._left -= 1
        self._backoff *= 2
        if self._left <= 0:
            return None
        return self._backoff * random.uniform(0.5, 1.5) if asked is None else asked


def result(start: Start[T], most: Optional[int]) -> T:
    """What a step comes to after `most` attempts or fewer."""
    attempts = _Attempts(most)
    while True:
        with start() as operation:
            try:
                operation.wait()
                value = operation.result()
                wait = attempts.wait_after_answer(operation)
                if wait is None:
                    return value
            except ChunkError as error:
                wait = attempts.wait_after_error(error)
                if wait is None:
                    raise
        time.sleep(wait)


async def async_result(start: Start[T], most: Optional[int]) -> T:
    """The same, to be awaited."""
    import asyncio

    attempts = _Attempts(most)
    while True:
        operation = start()
        waiting = AsyncWaiting(operation)
        try:
            value = await waiting.result()
            wait = attempts.wait_after_answer(operation)
            if wait is None:
                return value
        except ChunkError as error:
            wait = attempts.wait_after_error(error)
            if wait is None:
                raise
        finally:
            await waiting.stop()
        await asyncio.sleep(wait)
