"""The service's objects, with the names and types of Box's SDK. https://developer.box.com/reference/ explains them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import List, Optional

from ._model import Model
from .files import FileFull

model = dataclass(eq=False, repr=False)


class UploadSessionType(str, Enum):
    """What kind of object it is."""

    UPLOAD_SESSION = "upload_session"


@model
class SessionEndpoints(Model):
    """The URLs of a session, at the data centre that holds it."""

    plan: Optional[str] = None
    upload_part: Optional[str] = None
    commit: Optional[str] = None
    abort: Optional[str] = None
    list_parts: Optional[str] = None
    status: Optional[str] = None
    log_event: Optional[str] = None


@model
class UploadSession(Model):
    """An upload that is under way on the server. `part_size` bytes go into each part but the last."""

    id: Optional[str] = None
    type: Optional[UploadSessionType] = None
    session_expires_at: Optional[datetime] = None
    part_size: Optional[int] = None
    total_parts: Optional[int] = None
    num_parts_processed: Optional[int] = None
    session_endpoints: Optional[SessionEndpoints] = None


@model
class UploadPart(Model):
    """A part that the server has."""

    sha_1: Optional[str] = None
    sha_512: Optional[str] = None
    part_id: Optional[str] = None
    offset: Optional[int] = None
    size: Optional[int] = None


@model
class UploadedPart(Model):
    """The answer to a part."""

    part: Optional[UploadPart] = None


class OrderDirection(str, Enum):
    """Which way a list is ordered."""

    ASC = "ASC"
    DESC = "DESC"


@model
class PartsOrder(Model):
    """By what a list is ordered."""

    by: Optional[str] = None
    direction: Optional[OrderDirection] = None


@model
class UploadParts(Model):
    """A page of the parts that a session has."""

    total_count: Optional[int] = None
    limit: Optional[int] = None
    offset: Optional[int] = None
    order: Optional[List[PartsOrder]] = None
    entries: Optional[List[UploadPart]] = None


@model
class UploadPartPlan(Model):
    """A part that the server may have already, from another version of the file."""

    offset: Optional[int] = None
    size: Optional[int] = None
    sha_512: Optional[str] = None


@model
class UploadPartPlanHit(UploadPartPlan):
    """A part that the server has, so that it need not be sent."""

    part_id: Optional[str] = None


@model
class UploadSessionPlanResponse(Model):
    """Which parts the server has and which it has not."""

    upload_session_id: Optional[str] = None
    hits: Optional[List[UploadPartPlanHit]] = None
    misses: Optional[List[UploadPartPlan]] = None


@model
class Files(Model):
    """The answer to a commit: one file."""

    total_count: Optional[int] = None
    entries: Optional[List[FileFull]] = None
