"""An upload that is under way, to be followed and to be stopped."""

from __future__ import annotations

from types import TracebackType
from typing import AsyncIterator, Generator, Generic, Iterator, Optional, Type, TypeVar

from ._operation import Operation
from ._waiting import AsyncWaiting
from .events import Event, Progress

T = TypeVar("T")


class Upload(Generic[T]):
    """An upload under way.

    It goes on by itself as long as this object is kept: in threads of the library, which never call Python. Only what
    Python has to give (tokens, the bytes of an object with `read`) waits until someone asks this object for
    something. Threads and tasks may share it; each event is given once.

    As a context manager it cancels what is not over at the end, and keeps its session.
    """

    def __init__(self, operation: Operation[T]) -> None:
        self._operation = operation
        self._waiting = AsyncWaiting(operation)

    def events(self) -> Events:
        """What happens, until all is over: for `for` and for `async for`."""
        return Events(self._operation, self._waiting)

    @property
    def progress(self) -> Optional[Progress]:
        """How far it is; None before the first bytes."""
        self._look()
        return self._operation.progress

    @property
    def is_over(self) -> bool:
        """Whether there is a result or an error."""
        self._look()
        return self._operation.is_over

    @property
    def outcome(self) -> Optional[str]:
        """What came of it, once there was a result: "done"; "unchanged" if the file had the content already; with
        `if_exists` also "new_version" or "renamed". None before, and after an error."""
        return self._operation.outcome

    def cancel(self, abort: bool = False) -> None:
        """Ends it within a second, with the error `Cancelled`. Does not wait.

        The session stays on the server, and the same call goes on with it; with `abort` it is thrown away.
        """
        self._operation.cancel(abort)

    def result(self, timeout: Optional[float] = None) -> T:
        """Waits for the end: the file, or the error. After `timeout` seconds TimeoutError; the upload goes on."""
        self._operation.wait(timeout)
        return self._operation.result()

    def __await__(self) -> Generator[object, None, T]:
        return self._waiting.result().__await__()

    def fileno(self) -> int:
        """A descriptor that can be read while there is something to do, for a loop of your own: then ask `is_over`."""
        return self._operation.fileno()

    def _look(self) -> None:
        # What has to be awaited comes while somebody awaits.
        if not self._operation.awaits:
            self._operation.work()

    def __enter__(self) -> Upload[T]:
        return self

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self._operation.stop()

    async def __aenter__(self) -> Upload[T]:
        return self

    async def __aexit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        await self._waiting.stop()


class Events:
    """The events of an upload, in order."""

    def __init__(self, operation: Operation[T], waiting: AsyncWaiting[T]) -> None:
        self._next = operation.next_event
        self._next_async = waiting.next_event

    def __iter__(self) -> Iterator[Event]:
        while (event := self._next()) is not None:
            yield event

    async def __aiter__(self) -> AsyncIterator[Event]:
        while (event := await self._next_async()) is not None:
            yield event
