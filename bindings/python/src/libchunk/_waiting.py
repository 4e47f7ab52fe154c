"""Waiting for an operation in asyncio: by its descriptor, without threads.

asyncio is large, and is imported where it is used: who gets there has it already.
"""

from __future__ import annotations

import contextlib
import inspect
from typing import TYPE_CHECKING, Generic, Optional, Set, TypeVar

from ._operation import STOPPING_MS, Operation
from .events import Event

if TYPE_CHECKING:
    import asyncio

T = TypeVar("T")


class AsyncWaiting(Generic[T]):
    """Lets any number of tasks of one event loop wait for an operation."""

    def __init__(self, operation: Operation[T]) -> None:
        self._operation = operation
        self._waiters: Set[asyncio.Future[None]] = set()

    async def next_event(self) -> Optional[Event]:
        """The next event; None when all is over."""
        events = self._operation.events
        while True:
            await self._work()
            if events:
                return events.popleft()
            if self._operation.is_over:
                return None
            await self._readable()

    async def result(self) -> T:
        """What it came to; the events stay where they are."""
        await self._end()
        return self._operation.result()

    async def stop(self) -> None:
        """Ends it and waits a moment until it has ended; what is over stays as it is."""
        import asyncio

        if not self._operation.is_over:
            self._operation.cancel()
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._end(), STOPPING_MS / 1000)

    async def _end(self) -> None:
        while not self._operation.is_over:
            await self._work()
            if not self._operation.is_over:
                await self._readable()

    async def _work(self) -> None:
        while (question := self._operation.pump()) is not None:
            with self._operation.refusing(question):
                value = self._operation.ask(question)
                self._operation.answer(question, await value if inspect.isawaitable(value) else value)

    async def _readable(self) -> None:
        import asyncio

        loop, descriptor = asyncio.get_running_loop(), self._operation.fileno()
        waiter = loop.create_future()
        if not self._waiters:
            loop.add_reader(descriptor, self._wake)
        self._waiters.add(waiter)
        try:
            await waiter
        finally:
            self._waiters.discard(waiter)
            if not self._waiters:
                loop.remove_reader(descriptor)

    def _wake(self) -> None:
        for waiter in self._waiters:
            if not waiter.done():
                waiter.set_result(None)
