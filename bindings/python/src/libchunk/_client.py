"""A client of the library, and the sixteen operations as it starts them."""

from __future__ import annotations

import ctypes
import json
import weakref
from typing import Any, Callable, Mapping, Optional, Sequence, TypeVar

from . import _certificates, _sources
from ._library import decoded, encoded, is_inside_package, library
from ._model import Model, as_json
from ._operation import Operation, TokenProvider
from ._sources import OpenedSource, Source
from .errors import InvalidArgument, taken
from .files import FileFull
from .login import LoginStorage
from .models import Files, UploadedPart, UploadParts, UploadSession, UploadSessionPlanResponse
from .options import Headers, built

T = TypeVar("T")
M = TypeVar("M", bound=Model)
Answer = Callable[[int], T]


class Client:
    """Starts operations. Every method returns at once; what is wrong with the arguments is raised, or is the result."""

    def __init__(
        self, access_token: Optional[str], base_url: Optional[str], upload_url: Optional[str],
        token_provider: Optional[TokenProvider], login_storage: Optional[LoginStorage], options: Mapping[str, Any],
    ) -> None:
        if access_token is not None and token_provider is not None:
            raise InvalidArgument(
                "There are an access token and a token provider", kind="invalid_argument",
                remedy="Give access_token=, or token_provider= with a function that returns one")
        settings = {
            "access_token": access_token, "base_url": base_url, "upload_url": upload_url,
            "ca_file": _certificates.elsewhere() if is_inside_package() else None, **options,
        }
        self._token_provider, self._login_storage = token_provider, login_storage
        self.attempts: Optional[int] = options.get("attempts")
        error = ctypes.c_void_p()
        with built(settings, None, ("client", "call"), token_provider is not None, login_storage is not None) as handle:
            self._handle: int = library().chunk_client_new(handle, ctypes.byref(error))
        if self._handle is None:
            raise taken(error.value)
        self.close = weakref.finalize(self, library().chunk_client_free, self._handle)
        self.close.atexit = False

    # Uploads

    def upload_big_file(
        self, file: Source, file_name: Optional[str], file_size: Optional[int], parent_folder_id: str,
        headers: Optional[Headers], options: Mapping[str, Any],
    ) -> Operation[FileFull]:
        with _sources.opened(file, file_size) as source:
            return self._start(
                "upload_big_file", _entry, headers, options, source.handle, encoded(file_name),
                _number(file_size), encoded(str(parent_folder_id)), source=source)

    def upload_big_file_version(
        self, file_id: str, file: Source, file_size: Optional[int], file_name: Optional[str],
        headers: Optional[Headers], options: Mapping[str, Any],
    ) -> Operation[Optional[FileFull]]:
        with _sources.opened(file, file_size) as source:
            return self._start(
                "upload_big_file_version", _changed_entry, headers, options, encoded(str(file_id)), source.handle,
                _number(file_size), encoded(file_name), source=source)

    # Steps. `at` is the part of the name after the last word they have in common: "_by_url", "_by_id" or "".

    def create_session(
        self, folder_id: str, file_size: int, file_name: str, headers: Optional[Headers]
    ) -> Operation[UploadSession]:
        return self._start(
            "create_file_upload_session", _model(UploadSession), headers, {}, encoded(str(folder_id)), int(file_size),
            encoded(file_name))

    def create_version_session(
        self, file_id: str, file_size: int, file_name: Optional[str], headers: Optional[Headers]
    ) -> Operation[UploadSession]:
        return self._start(
            "create_file_upload_session_for_existing_file", _model(UploadSession), headers, {}, encoded(str(file_id)),
            int(file_size), encoded(file_name))

    def get_session(self, at: str, where: str, headers: Optional[Headers]) -> Operation[UploadSession]:
        return self._start(
            f"get_file_upload_session{at}", _model(UploadSession), headers, {}, encoded(str(where)))

    def upload_part(
        self, at: str, where: str, body: Source, digest: Optional[str], content_range: str, headers: Optional[Headers]
    ) -> Operation[UploadedPart]:
        with _sources.opened(body) as source:
            return self._start(
                f"upload_file_part{at}", _model(UploadedPart), headers, {}, encoded(str(where)), source.handle,
                encoded(digest), encoded(content_range), source=source)

    def delete_session(self, at: str, where: str, headers: Optional[Headers]) -> Operation[None]:
        return self._start(f"delete_file_upload_session{at}", _nothing, headers, {}, encoded(str(where)))

    def list_parts(
        self, at: str, where: str, offset: Optional[int], limit: Optional[int], headers: Optional[Headers]
    ) -> Operation[UploadParts]:
        return self._start(
            f"get_file_upload_session_parts{at}", _model(UploadParts), headers, {}, encoded(str(where)),
            _number(offset), _number(limit))

    def plan(
        self, at: str, where: str, parts: Sequence[Any], headers: Optional[Headers]
    ) -> Operation[UploadSessionPlanResponse]:
        return self._start(
            f"create_file_upload_session_plan{at}", _model(UploadSessionPlanResponse), headers, {},
            encoded(str(where)), _array(parts))

    def commit(
        self, at: str, where: str, parts: Sequence[Any], digest: str, headers: Optional[Headers],
        options: Mapping[str, Any],
    ) -> Operation[Optional[Files]]:
        return self._start(
            f"create_file_upload_session_commit{at}", _files, headers, options, encoded(str(where)), _array(parts),
            encoded(digest))

    def _start(
        self, name: str, answer: Answer[T], headers: Optional[Headers], options: Mapping[str, Any], *arguments: Any,
        source: Optional[OpenedSource] = None,
    ) -> Operation[T]:
        start, error = getattr(library(), f"chunk_start_{name}"), ctypes.c_void_p()
        with built(options, headers) as settings:
            handle = start(self._handle, *arguments, settings, ctypes.byref(error))
        if handle is None:
            raise taken(error.value)
        reader, buffer = (source.reader, source.buffer) if source else (None, None)
        return Operation(handle, answer, self._token_provider, reader, buffer, self._login_storage)


def _number(value: Optional[int]) -> int:
    return -1 if value is None else int(value)


def _array(parts: Sequence[Any]) -> Optional[bytes]:
    return encoded(json.dumps(as_json(parts)))


def _json(result: int) -> Any:
    return json.loads(decoded(library().chunk_result_json(result)) or "null")


def _outcome(result: int) -> Optional[str]:
    return decoded(library().chunk_result_outcome(result))


def _model(model: Any) -> Answer[Any]:
    return lambda result: model.from_dict(_json(result))


def _nothing(_: int) -> None:
    return None


def _files(result: int) -> Optional[Files]:
    return None if _outcome(result) == "processing" else Files.from_dict(_json(result))


def _entry(result: int) -> FileFull:
    return FileFull.from_dict(_json(result)["entries"][0])


def _changed_entry(result: int) -> Optional[FileFull]:
    # Box's SDK gives nothing for a version that is the file's already.
    return None if _outcome(result) == "unchanged" else _entry(result)
