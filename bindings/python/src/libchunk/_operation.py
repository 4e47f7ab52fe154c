"""One of the sixteen operations, under way or over."""

from __future__ import annotations

import contextlib
import ctypes
import select
import time
import weakref
from collections import deque
from typing import Any, Callable, ContextManager, Deque, Generic, Iterator, Optional, Tuple, TypeVar

from . import _library, events
from ._buffer import Buffer
from ._library import decoded, encoded, library
from ._reader import Reader
from .errors import taken
from .events import Event, Progress

T = TypeVar("T")
TokenProvider = Callable[[bool], Any]
# For how long a call that is given up waits until the upload has stopped, so that the next one finds it so.
STOPPING_MS = 300
_MOST_EVENTS = 1000


class Operation(Generic[T]):
    """What the library does meanwhile, and what Python does for it: waiting, events, tokens, bytes of a reader.

    All of that happens on the threads that call methods here; the library's own never call Python.
    """

    def __init__(
        self, handle: int, answer: Callable[[int], T], token_provider: Optional[TokenProvider] = None,
        reader: Optional[Reader] = None, buffer: Optional[Buffer] = None,
    ) -> None:
        self.handle = handle
        self._answer = answer
        self._reader = reader
        self._is_rejected = False
        self.token_provider = token_provider
        self.events: Deque[Event] = deque(maxlen=_MOST_EVENTS)
        self.progress: Optional[Progress] = None
        self.is_over = False
        self.asks_again_after: Optional[float] = None
        self.outcome: Optional[str] = None
        self._free = weakref.finalize(self, _free, handle, (buffer, reader))
        # At the interpreter's exit only if the library reads memory that goes with it: a daemon thread may be here.
        self._free.atexit = buffer is not None

    def fileno(self) -> int:
        """A descriptor that can be read when `pump` has something to take."""
        descriptor: int = library().chunk_operation_descriptor(self.handle)
        if descriptor < 0:
            self.result()  # which says why
        return descriptor

    def next_event(self, timeout: Optional[float] = None) -> Optional[Event]:
        """Waits for the next event; None when all is over. Raises TimeoutError after `timeout` seconds."""
        end = None if timeout is None else time.monotonic() + timeout
        while True:
            self.work()
            if self.events:
                return self.events.popleft()
            if self.is_over:
                return None
            self._wait(end)

    def wait(self, timeout: Optional[float] = None) -> None:
        """Waits for the end and leaves the events where they are."""
        end = None if timeout is None else time.monotonic() + timeout
        while not self.is_over:
            self.work()
            if not self.is_over:
                self._wait(end)

    def _wait(self, end: Optional[float]) -> None:
        left = None if end is None else end - time.monotonic()
        if left is not None and left <= 0:
            raise TimeoutError("the operation goes on")
        poll = select.poll()
        poll.register(self.fileno(), select.POLLIN)
        poll.poll(None if left is None else left * 1000)

    def work(self) -> None:
        """Does what there is to do and does not wait."""
        while self.pump():
            with self.refusing():
                self.give_token(self.ask_provider())

    def pump(self) -> bool:
        """Takes the events that there are; stops at a question for a token, and says whether there was one."""
        is_asked = False
        while not self.is_over and not is_asked:
            event, status = self._taken()
            self.is_over = status not in (_library.EVENT, _library.TIMED_OUT, _library.INTERRUPTED)
            if status != _library.EVENT:
                break
            is_asked = event is not None and event.name == "token_needed"
        self._raise_of_reader()
        return is_asked

    def _taken(self) -> Tuple[Optional[Event], int]:
        handle, event = ctypes.c_void_p(), None
        held: ContextManager[None] = self._reader.signals_held() if self._reader else contextlib.nullcontext()
        with held:
            status = library().chunk_operation_next_event(self.handle, 0, ctypes.byref(handle))
            if handle.value is not None:
                event = events.taken(handle.value)
                self._keep(event)
        return event, status

    def _keep(self, event: Event) -> None:
        if event.name == "token_needed":
            self._is_rejected = bool(event.data.get("is_rejected"))
            return
        if event.progress is not None:
            # Another thread may have been faster with newer news; these two never decrease.
            self.progress = max(
                self.progress or event.progress, event.progress, key=lambda one: (one.acknowledged, one.wire))
            if self.events and self.events[-1].progress is not None:
                self.events.pop()
        self.events.append(event)

    def _raise_of_reader(self) -> None:
        if self._reader is not None and self._reader.failure is not None:
            failure, self._reader.failure = self._reader.failure, None
            self.cancel()
            raise failure

    def ask_provider(self) -> Any:
        """What the token provider gives: a token, or something to await."""
        if self.token_provider is None:
            raise TypeError("there is no token provider")
        return self.token_provider(self._is_rejected)

    @contextlib.contextmanager
    def refusing(self) -> Iterator[None]:
        """Tells the library if a `with` statement ends without a token."""
        try:
            yield
        except BaseException as failure:
            reason = f"the token provider raised {type(failure).__name__}"
            library().chunk_operation_refuse_token(self.handle, encoded(reason))
            raise

    def give_token(self, token: Any) -> None:
        """Hands a token to the library."""
        if not isinstance(token, str):
            raise TypeError(f"the token provider gave {type(token).__name__}, not text")
        error = ctypes.c_void_p()
        if not library().chunk_operation_give_token(self.handle, encoded(token), ctypes.byref(error)):
            raise taken(error.value)

    def result(self) -> T:
        """What it came to; raises its error, or that it is not over."""
        error = ctypes.c_void_p()
        handle = library().chunk_operation_result(self.handle, ctypes.byref(error))
        if handle is None:
            raise taken(error.value)
        try:
            wait = library().chunk_result_retry_after_ms(handle)
            self.outcome = decoded(library().chunk_result_outcome(handle))
            if self.outcome == "processing" and wait >= 0:
                self.asks_again_after = wait / 1000
            return self._answer(handle)
        finally:
            library().chunk_result_free(handle)

    def cancel(self, abort: bool = False) -> None:
        """Ends it soon. Its session stays, or is thrown away."""
        library().chunk_operation_cancel(self.handle, _library.ABORT if abort else _library.KEEP)

    def stop(self) -> None:
        """Ends it and waits a moment until it has ended; what is over stays as it is."""
        if not library().chunk_operation_is_over(self.handle):
            self.cancel()
            library().chunk_operation_wait(self.handle, STOPPING_MS)

    def __enter__(self) -> Operation[T]:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._free()


def _free(handle: int, _: Any) -> None:
    library().chunk_operation_free(handle)
