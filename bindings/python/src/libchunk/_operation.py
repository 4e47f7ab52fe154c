"""One of the sixteen operations, under way or over."""

from __future__ import annotations

import contextlib
import ctypes
import inspect
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
from .login import LoginStorage

T = TypeVar("T")
TokenProvider = Callable[[bool], Any]
# For how long a call that is given up waits until the upload has stopped, so that the next one finds it so.
STOPPING_MS = 300
_MOST_EVENTS = 1000
# The events that are questions, and what of the program's answers them.
_QUESTIONS = {
    "token_needed": "token provider", "login_needed": "login storage", "login_changed": "login storage",
}


class Operation(Generic[T]):
    """What the library does meanwhile, and what Python does for it: waiting, events, tokens, bytes of a reader.

    All of that happens on the threads that call methods here; the library's own never call Python.
    """

    def __init__(
        self, handle: int, answer: Callable[[int], T], token_provider: Optional[TokenProvider] = None,
        reader: Optional[Reader] = None, buffer: Optional[Buffer] = None, login_storage: Optional[LoginStorage] = None,
    ) -> None:
        self.handle = handle
        self._answer = answer
        self._reader = reader
        self._is_rejected = False
        self.token_provider, self.login_storage = token_provider, login_storage
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
        while (question := self.pump()) is not None:
            with self.refusing(question):
                self.answer(question, self.ask(question))

    def pump(self) -> Optional[str]:
        """Takes the events that there are; stops at a question, for a token or for the login, and returns its name."""
        question = None
        while not self.is_over and question is None:
            event, status = self._taken()
            self.is_over = status not in (_library.EVENT, _library.TIMED_OUT, _library.INTERRUPTED)
            if status != _library.EVENT:
                break
            if event is not None and event.name in _QUESTIONS:
                question = event.name
        self._raise_of_reader()
        return question

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
        if event.name in _QUESTIONS:
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

    @property
    def awaits(self) -> bool:
        """Whether what the program says has to be awaited."""
        functions = (
            self.token_provider, getattr(self.login_storage, "load", None), getattr(self.login_storage, "save", None))
        return any(inspect.iscoroutinefunction(function) for function in functions)

    def ask(self, question: str) -> Any:
        """What the program says to a question: the value, or something to await."""
        if question == "token_needed":
            if self.token_provider is None:
                raise TypeError("there is no token provider")
            return self.token_provider(self._is_rejected)
        if self.login_storage is None:
            raise TypeError("there is no login storage")
        if question == "login_needed":
            return self.login_storage.load()
        return self.login_storage.save(decoded(library().chunk_operation_new_login(self.handle)) or "")

    def answer(self, question: str, value: Any) -> None:
        """Hands the program's answer to the library."""
        if question == "token_needed":
            self._give(library().chunk_operation_give_token, value, "the token provider gave")
        elif question == "login_needed":
            self._give(library().chunk_operation_give_login, value, "the login storage loaded", is_optional=True)
        else:
            error = ctypes.c_void_p()
            if not library().chunk_operation_login_saved(self.handle, ctypes.byref(error)):
                raise taken(error.value)

    @contextlib.contextmanager
    def refusing(self, question: str) -> Iterator[None]:
        """Tells the library if a `with` statement ends without an answer."""
        try:
            yield
        except BaseException as failure:
            reason = f"the {_QUESTIONS[question]} raised {type(failure).__name__}"
            library().chunk_operation_refuse_token(self.handle, encoded(reason))
            raise

    def _give(self, give: Callable[..., int], value: Any, what: str, is_optional: bool = False) -> None:
        if not isinstance(value, str) and not (is_optional and value is None):
            raise TypeError(f"{what} {type(value).__name__}, not text")
        error = ctypes.c_void_p()
        if not give(self.handle, encoded(value), ctypes.byref(error)):
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
