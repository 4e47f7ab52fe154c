"""What a file's description has inside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Optional

from ._model import Model

model = dataclass(eq=False, repr=False)


class UserType(str, Enum):
    """What kind of object it is."""

    USER = "user"


class LockType(str, Enum):
    """What kind of object it is."""

    LOCK = "lock"


class LockApp(str, Enum):
    """The application that holds a lock."""

    GSUITE = "gsuite"
    OFFICE_WOPI = "office_wopi"
    OFFICE_WOPIPLUS = "office_wopiplus"
    OTHER = "other"


class LinkAccess(str, Enum):
    """Who may use a shared link."""

    OPEN = "open"
    COMPANY = "company"
    COLLABORATORS = "collaborators"


class LinkPermission(str, Enum):
    """What a shared link permits."""

    CAN_EDIT = "can_edit"
    CAN_DOWNLOAD = "can_download"
    CAN_PREVIEW = "can_preview"
    NO_ACCESS = "no_access"


@model
class UserMini(Model):
    """A user."""

    id: Optional[str] = None
    name: Optional[str] = None
    login: Optional[str] = None
    type: Optional[UserType] = None


@model
class FilePermissions(Model):
    """What the token's user may do with a file."""

    can_delete: Optional[bool] = None
    can_download: Optional[bool] = None
    can_invite_collaborator: Optional[bool] = None
    can_rename: Optional[bool] = None
    can_set_share_access: Optional[bool] = None
    can_share: Optional[bool] = None
    can_annotate: Optional[bool] = None
    can_comment: Optional[bool] = None
    can_preview: Optional[bool] = None
    can_upload: Optional[bool] = None
    can_view_annotations_all: Optional[bool] = None
    can_view_annotations_self: Optional[bool] = None
    can_apply_watermark: Optional[bool] = None


@model
class FileLock(Model):
    """A lock on a file."""

    id: Optional[str] = None
    type: Optional[LockType] = None
    created_by: Optional[UserMini] = None
    created_at: Optional[datetime] = None
    expired_at: Optional[datetime] = None
    is_download_prevented: Optional[bool] = None
    app_type: Optional[LockApp] = None


@model
class LinkPermissions(Model):
    """What a shared link lets its users do."""

    can_download: Optional[bool] = None
    can_preview: Optional[bool] = None
    can_edit: Optional[bool] = None


@model
class SharedLink(Model):
    """A link by which others reach a file."""

    url: Optional[str] = None
    effective_access: Optional[LinkAccess] = None
    effective_permission: Optional[LinkPermission] = None
    is_password_enabled: Optional[bool] = None
    download_count: Optional[int] = None
    preview_count: Optional[int] = None
    download_url: Optional[str] = None
    vanity_url: Optional[str] = None
    vanity_name: Optional[str] = None
    access: Optional[LinkAccess] = None
    unshared_at: Optional[datetime] = None
    permissions: Optional[LinkPermissions] = None
