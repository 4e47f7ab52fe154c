"""The C library: finding it, loading it, and what its functions take.

`include/chunk.h` is the manual of the functions. Objects of the library are handles, which are whole
numbers here; 0 is none.
"""

from __future__ import annotations

import ctypes
import functools
import os
import pathlib
from typing import Any, List, Optional

ABI_VERSION = 1
NAME = "libchunk.so.1"
_INSIDE = pathlib.Path(__file__).with_name(NAME)

OVER, EVENT, TIMED_OUT, INTERRUPTED, FORKED, MISUSED = range(6)
KEEP, ABORT = 0, 1

ReadFunction = ctypes.CFUNCTYPE(ctypes.c_int64, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t)

# What a function returns and takes: h a handle or a pointer, t text, i and l whole numbers of 32 and 64 bits,
# z a size, d a descriptor, o where a handle is put, r a reader function, v nothing.
_TYPES = {
    "h": ctypes.c_void_p, "t": ctypes.c_char_p, "i": ctypes.c_int32, "l": ctypes.c_int64, "z": ctypes.c_size_t,
    "d": ctypes.c_int, "o": ctypes.POINTER(ctypes.c_void_p), "r": ReadFunction, "v": None,
}
FUNCTIONS = {
    "chunk_version": "t", "chunk_abi_version": "i", "chunk_build_information": "t",
    "chunk_error_kind": "th", "chunk_error_message": "th", "chunk_error_remedy": "th", "chunk_error_description": "th",
    "chunk_error_is_retriable": "ih", "chunk_error_http_status": "ih", "chunk_error_box_code": "th",
    "chunk_error_request_id": "th", "chunk_error_session_id": "th", "chunk_error_retry_after_ms": "lh",
    "chunk_error_json": "th", "chunk_error_free": "vh",
    "chunk_option_count": "z", "chunk_option_name": "tz", "chunk_option_type": "tz", "chunk_option_scope": "tz",
    "chunk_options_new": "h", "chunk_options_free": "vh",
    "chunk_options_set_text": "ihtto", "chunk_options_set_integer": "ihtlo", "chunk_options_set_header": "ihtto",
    "chunk_options_set_token_function": "ihhho", "chunk_options_set_login_functions": "ihhhho",
    "chunk_client_new": "hho", "chunk_client_free": "vh",
    "chunk_source_path": "hto", "chunk_source_descriptor": "hdo", "chunk_source_memory": "hhzo",
    "chunk_source_reader": "hrhlo", "chunk_source_free": "vh",
    "chunk_result_outcome": "th", "chunk_result_json": "th",
    "chunk_result_retry_after_ms": "lh", "chunk_result_free": "vh",
    "chunk_start_upload_big_file": "hhhtltho",
    "chunk_start_upload_big_file_version": "hhthltho",
    "chunk_start_create_file_upload_session": "hhtltho",
    "chunk_start_create_file_upload_session_for_existing_file": "hhtltho",
    "chunk_start_get_file_upload_session_by_url": "hhtho",
    "chunk_start_get_file_upload_session_by_id": "hhtho",
    "chunk_start_upload_file_part_by_url": "hhthttho",
    "chunk_start_upload_file_part": "hhthttho",
    "chunk_start_delete_file_upload_session_by_url": "hhtho",
    "chunk_start_delete_file_upload_session_by_id": "hhtho",
    "chunk_start_get_file_upload_session_parts_by_url": "hhtllho",
    "chunk_start_get_file_upload_session_parts": "hhtllho",
    "chunk_start_create_file_upload_session_plan_by_url": "hhttho",
    "chunk_start_create_file_upload_session_plan": "hhttho",
    "chunk_start_create_file_upload_session_commit_by_url": "hhtttho",
    "chunk_start_create_file_upload_session_commit": "hhtttho",
    "chunk_operation_descriptor": "dh", "chunk_operation_wait": "ihl", "chunk_operation_next_event": "ihlo",
    "chunk_operation_is_over": "ih", "chunk_operation_result": "hho", "chunk_operation_cancel": "vhi",
    "chunk_operation_give_token": "ihto", "chunk_operation_refuse_token": "vht", "chunk_operation_free": "vh",
    "chunk_operation_give_login": "ihto", "chunk_operation_new_login": "th", "chunk_operation_login_saved": "iho",
    "chunk_event_name": "th", "chunk_event_json": "th", "chunk_event_free": "vh",
}


class LibraryNotLoaded(ImportError):
    """The C library is not there, or it is one that this package does not know."""


@functools.lru_cache(maxsize=None)
def library() -> Any:
    """The C library, loaded when it is first needed."""
    loaded = _load()
    for name, types in FUNCTIONS.items():
        try:
            function = getattr(loaded, name)
        except AttributeError:
            raise LibraryNotLoaded(f"{NAME} ({loaded._name}) has no function {name}: it is no libchunk") from None
        function.restype = _TYPES[types[0]]
        function.argtypes = [_TYPES[one] for one in types[1:]]
        if name == "chunk_abi_version":
            _check_version(loaded)
    return loaded


def _load() -> ctypes.CDLL:
    troubles: List[str] = []
    for place in _places():
        try:
            return ctypes.CDLL(place)
        except OSError as error:
            troubles.append(str(error))
    raise LibraryNotLoaded(
        f"{NAME} cannot be loaded ({'; '.join(troubles)}). Install the wheel that has it inside, or name it with the "
        "environment variable LIBCHUNK_LIBRARY")


def _places() -> List[str]:
    """Where the library may be: what the environment says and nothing else, or the package, then the system."""
    named = os.environ.get("LIBCHUNK_LIBRARY")
    if named:
        return [named]
    return [str(_INSIDE)] * _INSIDE.exists() + [NAME]


def is_inside_package() -> bool:
    """Whether the library that is loaded is the one that came with the package."""
    return bool(library()._name == str(_INSIDE))


def _check_version(loaded: ctypes.CDLL) -> None:
    found = loaded.chunk_abi_version()
    if found != ABI_VERSION:
        raise LibraryNotLoaded(
            f"{loaded._name} has ABI version {found} and this package needs {ABI_VERSION}: install the two together")


def encoded(text: Optional[str]) -> Optional[bytes]:
    """Text for the library, which ends it at a NUL: one in the middle would cut it off."""
    if text is None:
        return None
    if "\0" in text:
        raise ValueError("text with a NUL in it cannot be sent")  # it is not shown: it may be a token
    return text.encode()


def decoded(text: Optional[bytes]) -> Optional[str]:
    """Text of the library."""
    return None if text is None else text.decode("utf-8", "replace")


def version() -> str:
    """The version of the C library that is loaded."""
    return str(decoded(library().chunk_version()))


def build_information() -> str:
    """What the C library was built with: one line for a bug report."""
    return str(decoded(library().chunk_build_information()))
