"""Where the bytes of an upload come from: Python objects as sources of the library."""

from __future__ import annotations

import ctypes
import io
import os
import stat
import tempfile
from typing import Any, Optional, Union

from ._buffer import Buffer
from ._library import encoded, library
from ._reader import Reader
from .errors import taken

Source = Union[str, "os.PathLike[Any]", bytes, bytearray, memoryview, Any]


class OpenedSource:
    """A source of the library. `reader` and `buffer` have to live as long as the operations that use it."""

    def __init__(self, handle: int, reader: Optional[Reader] = None, buffer: Optional[Buffer] = None) -> None:
        self.handle, self.reader, self.buffer = handle, reader, buffer

    def __enter__(self) -> OpenedSource:
        return self

    def __exit__(self, *_: object) -> None:
        library().chunk_source_free(self.handle)


def opened(source: Source, size: Optional[int] = None) -> OpenedSource:
    """A source for what a program gives: a path, bytes, or an object with `read`."""
    if isinstance(source, (str, os.PathLike)):
        return _path(os.fspath(source))
    if isinstance(source, (bytes, bytearray, memoryview)):
        return _memory(source)
    if isinstance(source, io.BytesIO):
        return _memory(source.getbuffer()[source.tell():])
    _check(source)
    descriptor = _whole_file(source)
    if descriptor is not None:
        return _file(descriptor, getattr(source, "name", None))
    reader = Reader(source)
    return OpenedSource(_made("reader", reader.function, None, -1 if size is None else size), reader=reader)


def held(body: Source) -> Source:
    """What can be read again for one part: the bytes, if they are in no file of their own."""
    if isinstance(body, (bytes, bytearray, memoryview, str, os.PathLike, io.BytesIO)):
        return body
    _check(body)
    return memoryview(body.read())


def _check(source: Any) -> None:
    if not hasattr(source, "read"):
        raise TypeError(f"a path, bytes or an object with read() is needed, not {type(source).__name__}")
    if isinstance(source, io.TextIOBase):
        raise TypeError("the file is open for text; open it with mode 'rb'")


def _path(path: Any) -> OpenedSource:
    try:
        return OpenedSource(_made("path", encoded(os.fsdecode(path))))
    except UnicodeEncodeError:  # a name that is not UTF-8, which only the system can open
        with open(path, "rb") as file:
            return OpenedSource(_made("descriptor", file.fileno()))


def _memory(data: Any) -> OpenedSource:
    buffer = Buffer(data)
    return OpenedSource(_made("memory", buffer.address, buffer.size), buffer=buffer)


def _file(descriptor: int, name: Any) -> OpenedSource:
    """A file by its path if it still has it, for only then another process can resume the upload."""
    if isinstance(name, (str, bytes)):
        try:
            if os.path.samestat(os.stat(name), os.fstat(descriptor)):
                return _path(name)
        except OSError:
            pass  # the path is gone, and the open file is not
    return OpenedSource(_made("descriptor", descriptor))


def _whole_file(file: Any) -> Optional[int]:
    """The descriptor of a file on disk that is to be read as it is, from its beginning.

    What only has a descriptor somewhere below, as a GzipFile does, would give other bytes than it reads.
    """
    if isinstance(file, tempfile._TemporaryFileWrapper):
        file = file.file
    raw = file.raw if type(file) in (io.BufferedReader, io.BufferedRandom) else file
    if type(raw) is not io.FileIO or not stat.S_ISREG(os.fstat(raw.fileno()).st_mode) or file.tell() != 0:
        return None
    file.flush()
    return raw.fileno()


def _made(kind: str, *arguments: Any) -> int:
    error = ctypes.c_void_p()
    handle: Optional[int] = getattr(library(), f"chunk_source_{kind}")(*arguments, ctypes.byref(error))
    if handle is None:
        raise taken(error.value)
    return handle
