"""What can go wrong. Each error says what happened and what to do about it."""

from __future__ import annotations

import json
from typing import Any, Dict, Optional, Type

from . import _box
from ._library import decoded, library
from .files import ConflictingItem


class ChunkError(Exception):
    """Something failed. Its text is one line that can be shown; it never has a token in it."""

    kind: str
    """What sort of failure it is, a word to decide by: "not_found", "storage_full", ... More may come."""
    message: str
    """What happened."""
    remedy: str
    """What to do about it."""
    status: Optional[int]
    """The HTTP status, if the service answered."""
    code: Optional[str]
    """Box's code, such as "item_name_in_use"."""
    request_id: Optional[str]
    """Box's id of the request, for its support."""
    session_id: Optional[str]
    """The upload session that is still open; the option `session_id` goes on with it."""
    is_retriable: bool
    """Whether the same call may well succeed later."""
    retry_after: Optional[float]
    """How many seconds the service asks to wait."""
    raw: Dict[str, Any]
    """All of it; Box's own error object is `raw["box_error"]`."""

    def __init__(
        self, message: str, *, kind: str = "internal", remedy: str = "", description: Optional[str] = None,
        status: Optional[int] = None, code: Optional[str] = None, request_id: Optional[str] = None,
        session_id: Optional[str] = None, is_retriable: bool = False, retry_after: Optional[float] = None,
        raw: Optional[Dict[str, Any]] = None,
    ) -> None:
        Exception.__init__(self, message)
        self.kind, self.message, self.remedy = kind, message, remedy
        self.status, self.code, self.request_id, self.session_id = status, code, request_id, session_id
        self.is_retriable, self.retry_after, self.raw = is_retriable, retry_after, raw or {}
        self._description = description or message

    @property
    def conflict(self) -> Optional[ConflictingItem]:
        """What has the name that is taken, with its `id`, `sha_1` and `etag`; None if the service does not say."""
        item = self.raw.get("conflict")
        return None if item is None else ConflictingItem.from_dict(item)

    def __str__(self) -> str:
        return self._description

    def __repr__(self) -> str:
        return f"{type(self).__name__}(kind={self.kind!r}, {self._description!r})"


class InvalidArgument(ChunkError, ValueError):
    """An argument is wrong. Nothing was sent."""


class SourceError(ChunkError):
    """The bytes to upload cannot be read, or changed on the way."""


class TransportError(ChunkError):
    """There was no answer: no connection, TLS failed, or the connection was lost."""


class ApiError(ChunkError):
    """The service refused, or answered what it must not. Where boxsdk 10 is used, this is a `BoxAPIError` too."""

    @property
    def response_info(self) -> _box.ResponseInfo:
        """The answer, under the names that Box's own errors have for it."""
        return _box.ResponseInfo(self.status, self.code, self.request_id, self.raw.get("box_error"))


class Unauthorized(ApiError):
    """The token has expired or is not valid."""


class NotFound(ApiError):
    """There is no such folder, file or session, or none that this user can see."""


class SessionGone(NotFound):
    """The upload session has expired, was aborted or was committed."""


class Conflict(ApiError):
    """A name is taken, or another request is in the way."""


class Throttled(ApiError):
    """Too many requests."""


class TokenUnavailable(ChunkError):
    """There is no token to use."""


class IntegrityError(ChunkError):
    """What the service stored is not what was sent."""


class StillProcessing(ChunkError):
    """All parts are on the server, which is still putting them together: the same call later asks again."""


class UploadInProgress(ChunkError):
    """Another call, here or in another process, works on the same upload."""


class Cancelled(ChunkError):
    """The upload was cancelled."""


class Forked(ChunkError):
    """The object belongs to the parent process; make a new one here."""


_CLASSES: Dict[str, Type[ChunkError]] = {
    "invalid_argument": InvalidArgument, "url_refused": InvalidArgument, "misused": InvalidArgument,
    "source_unreadable": SourceError, "source_changed": SourceError,
    "unreachable": TransportError, "tls_failed": TransportError, "outcome_unknown": TransportError,
    "unauthorized": Unauthorized, "not_found": NotFound, "session_gone": SessionGone,
    "conflict": Conflict, "throttled": Throttled,
    "token_unavailable": TokenUnavailable, "credentials_refused": TokenUnavailable,
    "login_required": TokenUnavailable, "integrity": IntegrityError,
    "still_processing": StillProcessing, "upload_in_progress": UploadInProgress,
    "cancelled": Cancelled, "interrupted": Cancelled, "forked": Forked,
}


def taken(handle: Optional[int]) -> ChunkError:
    """The exception for an error of the library, which is freed."""
    get = library()
    try:
        kind, status = decoded(get.chunk_error_kind(handle)) or "misused", get.chunk_error_http_status(handle)
        wait = get.chunk_error_retry_after_ms(handle)
        # A kind that is not known here and came with an answer is something that the service said.
        found = _CLASSES.get(kind, ApiError if status else ChunkError)
        return _box.compatible(found, ApiError)(
            decoded(get.chunk_error_message(handle)) or "", kind=kind,
            remedy=decoded(get.chunk_error_remedy(handle)) or "",
            description=decoded(get.chunk_error_description(handle)),
            status=status or None, code=decoded(get.chunk_error_box_code(handle)),
            request_id=decoded(get.chunk_error_request_id(handle)),
            session_id=decoded(get.chunk_error_session_id(handle)),
            is_retriable=bool(get.chunk_error_is_retriable(handle)),
            retry_after=None if wait < 0 else wait / 1000,
            raw=json.loads(decoded(get.chunk_error_json(handle)) or "{}"))
    finally:
        get.chunk_error_free(handle)
