"""The bytes of a Python object, where they are: nothing is copied."""

from __future__ import annotations

import ctypes
from typing import Any


class _View(ctypes.Structure):
    """`Py_buffer` of Python's C API."""

    _fields_ = [
        ("buf", ctypes.c_void_p), ("obj", ctypes.c_void_p), ("len", ctypes.c_ssize_t),
        ("itemsize", ctypes.c_ssize_t), ("readonly", ctypes.c_int), ("ndim", ctypes.c_int),
        ("format", ctypes.c_char_p), ("shape", ctypes.c_void_p), ("strides", ctypes.c_void_p),
        ("suboffsets", ctypes.c_void_p), ("internal", ctypes.c_void_p),
    ]


class Buffer:
    """A hold on the bytes of an object, which can neither move nor be resized as long as this lives."""

    def __init__(self, data: Any) -> None:
        self._view = _View()
        ctypes.pythonapi.PyObject_GetBuffer(ctypes.py_object(data), ctypes.byref(self._view), 0)

    @property
    def address(self) -> int:
        """Where they are."""
        return self._view.buf or 0

    @property
    def size(self) -> int:
        """How many they are."""
        return int(self._view.len)

    def __del__(self) -> None:
        ctypes.pythonapi.PyBuffer_Release(ctypes.byref(self._view))
