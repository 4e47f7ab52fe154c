"""The settings of clients and of calls. The library has the list; the names here are for editors."""

from __future__ import annotations

import contextlib
import ctypes
import functools
import os
from datetime import datetime
from typing import Any, Dict, Iterator, Mapping, Optional, Tuple, TypedDict, Union

from ._library import decoded, encoded, library
from .errors import taken

Path = Union[str, "os.PathLike[str]"]
Headers = Mapping[str, Optional[str]]


class CallOptions(TypedDict, total=False):
    """How an operation is to be done; None is the default. A manager's are the defaults of its operations."""

    parallel: Optional[int]
    """How many parts go out at once; 0 finds out what carries the most."""
    limit_rate: Optional[int]
    """Bytes a second."""
    memory: Optional[int]
    """Bytes that parts of streams may take."""
    session_id: Optional[str]
    """An open session to go on with."""
    resume: Optional[bool]
    """Whether a record is kept by which the same call later goes on. True by default."""
    state_dir: Optional[Path]
    """Where the records are."""
    on_failure: Optional[str]
    """What becomes of the session when the upload fails: "keep" or "abort"."""
    on_cancel: Optional[str]
    """What becomes of the session when the upload is cancelled: "keep" or "abort"."""
    attempts: Optional[int]
    """How often a request is tried."""
    patience_ms: Optional[int]
    """For how long an outage is waited out."""
    commit_time_ms: Optional[int]
    """For how long the service may take to put the file together."""
    description: Optional[str]
    content_created_at: Optional[Union[str, datetime]]
    content_modified_at: Optional[Union[str, datetime]]
    if_match: Optional[str]
    if_none_match: Optional[str]
    if_exists: Optional[str]
    """What becomes of a new file whose name is taken: "fail", "skip-same", "version" or "rename"."""
    as_user: Optional[str]
    """The id of a user to act for, if the token may."""
    plan: Optional[str]
    """Whether the service is asked which parts it holds already: "auto" (where it pays), "always" or "never"."""


class ClientOptions(CallOptions, total=False):
    """How a manager reaches the service."""

    ca_file: Optional[Path]
    """Trusted certificates, in place of the system's."""
    proxy: Optional[str]
    """The URL of a proxy for https (http, https, socks5 or socks5h), in place of the environment's."""
    user_agent: Optional[str]
    connect_timeout_ms: Optional[int]
    send_timeout_ms: Optional[int]
    answer_timeout_ms: Optional[int]
    receive_timeout_ms: Optional[int]
    client_id: Optional[str]
    """The id of an app, for client credentials or for a login; with it client_secret."""
    client_secret: Optional[str]
    enterprise_id: Optional[str]
    """The enterprise for whose service account an app gets tokens."""
    user_id: Optional[str]
    """The user for whom an app gets tokens, in place of the enterprise."""
    jwt_config: Optional[str]
    """The JSON of an app that signs with a key, as Box's developer console gives it."""
    jwt_config_file: Optional[Path]
    """A file with this JSON."""
    login_file: Optional[Path]
    """A file with a user's login, such as the one that `chunk login` makes."""
    downscope: Optional[str]
    """Scopes with spaces between them, such as "item_upload": tokens that permit nothing else are used."""
    downscope_resource: Optional[str]
    """The URL of the only file or folder that they are good for."""
    token_url: Optional[str]
    """Where tokens are issued; by default /oauth2/token below the base URL."""
    allow_host: Optional[str]
    """Hosts, with commas between them, besides Box's, that the service may name for sessions."""


@contextlib.contextmanager
def built(
    settings: Mapping[str, Any], headers: Optional[Headers] = None, scopes: Tuple[str, ...] = ("call",),
    asks_for_tokens: bool = False, keeps_login: bool = False,
) -> Iterator[int]:
    """The library's options, for the time of a `with` statement. None among the settings stands for the default."""
    get, error = library(), ctypes.c_void_p()
    handle = get.chunk_options_new()
    try:
        good = True
        for name, value in settings.items():
            kind = _kind(name, scopes)
            if value is not None and good:
                good = _set(handle, name, kind, value, error)
        for name, value in (headers or {}).items():
            if value is not None and good:
                good = get.chunk_options_set_header(
                    handle, encoded(name), encoded(value), ctypes.byref(error))
        if asks_for_tokens and good:
            good = get.chunk_options_set_token_function(handle, None, None, ctypes.byref(error))
        if keeps_login and good:
            good = get.chunk_options_set_login_functions(handle, None, None, None, ctypes.byref(error))
        if not good:
            raise taken(error.value)
        yield handle
    finally:
        get.chunk_options_free(handle)


def _set(handle: int, name: str, kind: str, value: Any, error: ctypes.c_void_p) -> bool:
    get = library()
    if kind in ("integer", "flag"):
        return bool(get.chunk_options_set_integer(handle, encoded(name), int(value), ctypes.byref(error)))
    text = value.isoformat() if isinstance(value, datetime) else os.fspath(value)
    return bool(get.chunk_options_set_text(handle, encoded(name), encoded(text), ctypes.byref(error)))


def _kind(name: str, scopes: Tuple[str, ...]) -> str:
    known = {option: kind for option, (kind, scope) in _table().items() if scope in scopes}
    if name not in known:
        raise TypeError(f"there is no option {name!r} here; there are {', '.join(sorted(known))}")
    return known[name]


@functools.lru_cache(maxsize=None)
def _table() -> Dict[str, Tuple[str, str]]:
    """The type and the scope of each option."""
    get = library()

    def text(function: Any, index: int) -> str:
        return decoded(function(index)) or ""

    return {
        text(get.chunk_option_name, index): (
            text(get.chunk_option_type, index), text(get.chunk_option_scope, index))
        for index in range(get.chunk_option_count())
    }
