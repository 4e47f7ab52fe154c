"""The steps for asyncio: the same as in `_steps.py`, to be awaited."""

from __future__ import annotations

from typing import Any, Optional, Sequence, TypeVar

from ._client import Client
from ._repeating import Start, async_result
from ._sources import Source, held
from ._steps import ExtraHeaders
from .models import Files, UploadedPart, UploadParts, UploadSession, UploadSessionPlanResponse

T = TypeVar("T")


class AsyncSteps:
    """The steps, for a manager."""

    _client: Client

    async def _made(self, start: Start[T]) -> T:
        return await async_result(start, self._client.attempts)

    async def create_file_upload_session(
        self, folder_id: str, file_size: int, file_name: str, *, extra_headers: ExtraHeaders = None
    ) -> UploadSession:
        """Opens a session for a new file."""
        return await self._made(lambda: self._client.create_session(folder_id, file_size, file_name, extra_headers))

    async def create_file_upload_session_for_existing_file(
        self, file_id: str, file_size: int, *, file_name: Optional[str] = None, extra_headers: ExtraHeaders = None
    ) -> UploadSession:
        """Opens a session for a new version of a file."""
        return await self._made(
            lambda: self._client.create_version_session(file_id, file_size, file_name, extra_headers))

    async def get_file_upload_session_by_url(self, url: str, *, extra_headers: ExtraHeaders = None) -> UploadSession:
        """What a session is, by its own URL for that."""
        return await self._made(lambda: self._client.get_session("_by_url", url, extra_headers))

    async def get_file_upload_session_by_id(
        self, upload_session_id: str, *, extra_headers: ExtraHeaders = None
    ) -> UploadSession:
        """What a session is."""
        return await self._made(lambda: self._client.get_session("_by_id", upload_session_id, extra_headers))

    async def upload_file_part_by_url(
        self, url: str, request_body: Source, digest: Optional[str], content_range: str, *,
        extra_headers: ExtraHeaders = None
    ) -> UploadedPart:
        """Sends a part to a session's URL for parts; see `upload_file_part`."""
        body = held(request_body)
        return await self._made(
            lambda: self._client.upload_part("_by_url", url, body, digest, content_range, extra_headers))

    async def upload_file_part(
        self, upload_session_id: str, request_body: Source, digest: Optional[str], content_range: str, *,
        extra_headers: ExtraHeaders = None
    ) -> UploadedPart:
        """Sends a part. `digest` is "sha=" and the SHA-1 in base64, or None to have it computed; `content_range` is
        "bytes FIRST-LAST/TOTAL".
        """
        body = held(request_body)
        return await self._made(
            lambda: self._client.upload_part("", upload_session_id, body, digest, content_range, extra_headers))

    async def delete_file_upload_session_by_url(self, url: str, *, extra_headers: ExtraHeaders = None) -> None:
        """Throws a session away, by its URL for that."""
        return await self._made(lambda: self._client.delete_session("_by_url", url, extra_headers))

    async def delete_file_upload_session_by_id(
        self, upload_session_id: str, *, extra_headers: ExtraHeaders = None
    ) -> None:
        """Throws a session and the bytes that it holds away."""
        return await self._made(lambda: self._client.delete_session("_by_id", upload_session_id, extra_headers))

    async def get_file_upload_session_parts_by_url(
        self, url: str, *, offset: Optional[int] = None, limit: Optional[int] = None,
        extra_headers: ExtraHeaders = None
    ) -> UploadParts:
        """A page of the parts that a session has, by its URL for that."""
        return await self._made(lambda: self._client.list_parts("_by_url", url, offset, limit, extra_headers))

    async def get_file_upload_session_parts(
        self, upload_session_id: str, *, offset: Optional[int] = None, limit: Optional[int] = None,
        extra_headers: ExtraHeaders = None
    ) -> UploadParts:
        """A page of the parts that a session has."""
        return await self._made(lambda: self._client.list_parts("", upload_session_id, offset, limit, extra_headers))

    async def create_file_upload_session_plan_by_url(
        self, url: str, parts: Sequence[Any], *, extra_headers: ExtraHeaders = None
    ) -> UploadSessionPlanResponse:
        """Asks which parts the server has, by a session's URL for that."""
        return await self._made(lambda: self._client.plan("_by_url", url, parts, extra_headers))

    async def create_file_upload_session_plan(
        self, upload_session_id: str, parts: Sequence[Any], *, extra_headers: ExtraHeaders = None
    ) -> UploadSessionPlanResponse:
        """Asks which of some `UploadPartPlan`s the server has already."""
        return await self._made(lambda: self._client.plan("", upload_session_id, parts, extra_headers))

    async def create_file_upload_session_commit_by_url(
        self, url: str, parts: Sequence[Any], digest: str, *, if_match: Optional[str] = None,
        if_none_match: Optional[str] = None, extra_headers: ExtraHeaders = None
    ) -> Optional[Files]:
        """Makes the file of the parts, by a session's URL for that; see `create_file_upload_session_commit`."""
        return await self._made(lambda: self._client.commit(
            "_by_url", url, parts, digest, extra_headers, {"if_match": if_match, "if_none_match": if_none_match}))

    async def create_file_upload_session_commit(
        self, upload_session_id: str, parts: Sequence[Any], digest: str, *, if_match: Optional[str] = None,
        if_none_match: Optional[str] = None, extra_headers: ExtraHeaders = None
    ) -> Optional[Files]:
        """Makes the file of the parts. `digest` is "sha=" and the whole file's SHA-1 in base64. None says that the
        service has accepted it and is not finished: ask again.
        """
        return await self._made(lambda: self._client.commit(
            "", upload_session_id, parts, digest, extra_headers,
            {"if_match": if_match, "if_none_match": if_none_match}))
