"""The managers: whole uploads, and all that they are made of."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Callable, Optional, Type, TypeVar

from ._async_steps import AsyncSteps
from ._client import Client
from ._operation import Operation, TokenProvider
from ._sources import Source
from ._steps import ExtraHeaders, Steps
from .events import Event, Progress
from .files import FileFull
from .login import LoginStorage
from .upload import Upload

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from .options import CallOptions, ClientOptions

T = TypeVar("T")
OnEvent = Callable[[Event], object]
OnProgress = Callable[[Progress], object]


class _Manager:
    """What both managers have: a client, and uploads that are started."""

    def __init__(
        self, *, access_token: Optional[str] = None, base_url: Optional[str] = None, upload_url: Optional[str] = None,
        token_provider: Optional[TokenProvider] = None, login_storage: Optional[LoginStorage] = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        """A manager for Box, or for the server at `base_url` and `upload_url`.

        It needs one way to get tokens: `access_token`; `token_provider`; `client_id` and `client_secret` with
        `enterprise_id` or `user_id`; `jwt_config` or `jwt_config_file`; `login_file`; or `login_storage`.

        `token_provider` is called with whether the service has refused the last token, and returns one: when the
        first is needed, and when one has expired. `login_storage` keeps a user's login. Both are called by who waits, on
        that thread.
        """
        self._client = Client(access_token, base_url, upload_url, token_provider, login_storage, options)

    def start_upload(
        self, file: Source, file_name: Optional[str] = None, file_size: Optional[int] = None,
        parent_folder_id: str = "0", *, extra_headers: ExtraHeaders = None, **options: Unpack[CallOptions],
    ) -> Upload[FileFull]:
        """Begins what `upload_big_file` does, and returns at once."""
        return Upload(self._client.upload_big_file(
            file, file_name, file_size, parent_folder_id, extra_headers, options))

    def start_upload_version(
        self, file_id: str, file: Source, file_size: Optional[int] = None, *, file_name: Optional[str] = None,
        extra_headers: ExtraHeaders = None, **options: Unpack[CallOptions],
    ) -> Upload[Optional[FileFull]]:
        """Begins what `upload_big_file_version` does, and returns at once."""
        return Upload(self._client.upload_big_file_version(
            file_id, file, file_size, file_name, extra_headers, options))

    def close(self) -> None:
        """Lets go of the connections. What is under way goes on to its end."""
        self._client.close()


class ChunkedUploadsManager(_Manager, Steps):
    """Uploads to Box. It has the methods of boxsdk's `client.chunked_uploads`, and more.

    Threads may share it. In a forked child make a new one.
    """

    def upload_big_file(
        self, file: Source, file_name: Optional[str] = None, file_size: Optional[int] = None,
        parent_folder_id: str = "0", *, extra_headers: ExtraHeaders = None, on_event: Optional[OnEvent] = None,
        on_progress: Optional[OnProgress] = None, **options: Unpack[CallOptions],
    ) -> FileFull:
        """Uploads a file of 20,000,000 bytes or more, and checks that the service has what was sent.

        `file` is a path, an open file, bytes, or any object with `read`, whose `file_size` must be given. `file_name`
        is needed if `file` is no path. If it is interrupted, by Ctrl-C or by the end of the process, the same call
        goes on with what the server has, if the file is one on disk.

        If the name is taken, it raises `Conflict`, whose `conflict` says by what; or `if_exists` says what to do.
        """
        return _followed(
            self._client.upload_big_file(file, file_name, file_size, parent_folder_id, extra_headers, options),
            on_event, on_progress)

    def upload_big_file_version(
        self, file_id: str, file: Source, file_size: Optional[int] = None, *, file_name: Optional[str] = None,
        extra_headers: ExtraHeaders = None, on_event: Optional[OnEvent] = None,
        on_progress: Optional[OnProgress] = None, **options: Unpack[CallOptions],
    ) -> Optional[FileFull]:
        """Uploads a new version of a file. None if it is the version that Box has already."""
        return _followed(
            self._client.upload_big_file_version(file_id, file, file_size, file_name, extra_headers, options),
            on_event, on_progress)

    def __enter__(self) -> ChunkedUploadsManager:
        return self

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self.close()


class AsyncChunkedUploadsManager(_Manager, AsyncSteps):
    """The same for asyncio. It waits by descriptors and needs no thread; a token provider may be a coroutine function.

    A task that is cancelled while it awaits an upload here cancels the upload, which keeps its session.
    """

    async def upload_big_file(
        self, file: Source, file_name: Optional[str] = None, file_size: Optional[int] = None,
        parent_folder_id: str = "0", *, extra_headers: ExtraHeaders = None, on_event: Optional[OnEvent] = None,
        on_progress: Optional[OnProgress] = None, **options: Unpack[CallOptions],
    ) -> FileFull:
        """Uploads a file; see `ChunkedUploadsManager.upload_big_file`."""
        upload = self.start_upload(
            file, file_name, file_size, parent_folder_id, extra_headers=extra_headers, **options)
        return await _followed_async(upload, on_event, on_progress)

    async def upload_big_file_version(
        self, file_id: str, file: Source, file_size: Optional[int] = None, *, file_name: Optional[str] = None,
        extra_headers: ExtraHeaders = None, on_event: Optional[OnEvent] = None,
        on_progress: Optional[OnProgress] = None, **options: Unpack[CallOptions],
    ) -> Optional[FileFull]:
        """Uploads a new version of a file; see `ChunkedUploadsManager.upload_big_file_version`."""
        upload = self.start_upload_version(
            file_id, file, file_size, file_name=file_name, extra_headers=extra_headers, **options)
        return await _followed_async(upload, on_event, on_progress)

    async def __aenter__(self) -> AsyncChunkedUploadsManager:
        return self

    async def __aexit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self.close()


def _followed(operation: Operation[T], on_event: Optional[OnEvent], on_progress: Optional[OnProgress]) -> T:
    with operation:
        while (event := operation.next_event()) is not None:
            _tell(event, on_event, on_progress)
        return operation.result()


async def _followed_async(upload: Upload[T], on_event: Optional[OnEvent], on_progress: Optional[OnProgress]) -> T:
    async with upload:
        async for event in upload.events():
            _tell(event, on_event, on_progress)
        return await upload


def _tell(event: Event, on_event: Optional[OnEvent], on_progress: Optional[OnProgress]) -> None:
    if on_event is not None:
        on_event(event)
    if on_progress is not None and event.progress is not None:
        on_progress(event.progress)
