"""A user's login (OAuth 2) that a program keeps."""

from __future__ import annotations

from typing import Any, Awaitable, Optional, Protocol, Union


class LoginStorage(Protocol):
    """Keeps a login: a JSON text with a "refresh_token" at least, as secret as a password.

    A refresh token is good for one use, so a login is for one manager at a time. Its methods are called by who waits, on
    that thread. For the asyncio manager they may be coroutine functions.
    """

    def load(self) -> Union[Optional[str], Awaitable[Optional[str]]]:
        """The login that was saved last; None if there is none."""

    def save(self, login: str) -> Any:
        """Saves a login in the place of the one before. It must be safe when this returns."""
