"""Errors for programs that were written for Box's SDK (boxsdk 10, `box_sdk_gen`).

Such a program has imported Box's error classes by the time that it can catch them. Where they are, our errors are
theirs too: what the service refused is a `BoxAPIError`, all else a `BoxSDKError`. Nothing is imported here.
"""

from __future__ import annotations

import sys
from typing import Any, Dict, NamedTuple, Optional, Type, TypeVar

Error = TypeVar("Error", bound=Exception)
_made: Dict[Any, Any] = {}


class ResponseInfo(NamedTuple):
    """An answer of the service that was no success."""

    status_code: Optional[int]
    code: Optional[str]
    request_id: Optional[str]
    body: Optional[Dict[str, Any]]

    @property
    def context_info(self) -> Optional[Dict[str, Any]]:
        """What Box adds to the code: the conflicting file, for one."""
        return (self.body or {}).get("context_info")

    @property
    def help_url(self) -> Optional[str]:
        """Where Box explains the code."""
        return (self.body or {}).get("help_url")


def compatible(error: Type[Error], api_error: Type[Exception]) -> Type[Error]:
    """The class to raise for one of ours: itself, or one that is Box's class as well."""
    box = sys.modules.get("box_sdk_gen.box.errors")
    theirs = getattr(box, "BoxAPIError" if issubclass(error, api_error) else "BoxSDKError", None)
    if theirs is None:
        return error
    if error not in _made:
        _made[error] = _both(error, theirs)
    found: Type[Error] = _made[error]
    return found


def _both(ours: Type[Exception], theirs: Type[Exception]) -> Any:
    more = {
        "__module__": ours.__module__, "__doc__": ours.__doc__,
        # What Box's initialiser sets and ours does not.
        "name": theirs.__name__, "error": None, "request_info": None,
        # A class that is made here cannot be found by its name: another process gets ours.
        "__reduce__": lambda self: (ours, self.args, self.__dict__),
    }
    return type(ours.__name__, (ours, theirs), more)
