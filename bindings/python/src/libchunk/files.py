"""A file, as the service describes it after an upload."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import List, Optional

from ._model import Model
from .file_details import FileLock, FilePermissions, SharedLink, UserMini

model = dataclass(eq=False, repr=False)


class FileType(str, Enum):
    """What kind of object it is."""

    FILE = "file"


class FolderType(str, Enum):
    """What kind of object it is."""

    FOLDER = "folder"


class FileVersionType(str, Enum):
    """What kind of object it is."""

    FILE_VERSION = "file_version"


class ItemStatus(str, Enum):
    """Whether it is in the trash."""

    ACTIVE = "active"
    TRASHED = "trashed"
    DELETED = "deleted"


@model
class FileVersionMini(Model):
    """A version of a file."""

    id: Optional[str] = None
    sha_1: Optional[str] = None
    type: Optional[FileVersionType] = None


@model
class FolderMini(Model):
    """A folder."""

    id: Optional[str] = None
    sequence_id: Optional[str] = None
    name: Optional[str] = None
    etag: Optional[str] = None
    type: Optional[FolderType] = None


@model
class PathCollection(Model):
    """The folders above, from the root down."""

    total_count: Optional[int] = None
    entries: Optional[List[FolderMini]] = None


@model
class ConflictingItem(Model):
    """What has a name that is taken: a file as a rule, a folder, or a bookmark."""

    id: Optional[str] = None
    type: Optional[str] = None
    etag: Optional[str] = None
    sequence_id: Optional[str] = None
    name: Optional[str] = None
    sha_1: Optional[str] = None
    size: Optional[int] = None
    file_version: Optional[FileVersionMini] = None


@model
class FileFull(Model):
    """A file. Which fields are there is the service's choice; after an upload the rarer ones usually are not."""

    id: Optional[str] = None
    etag: Optional[str] = None
    type: Optional[FileType] = None
    sequence_id: Optional[str] = None
    name: Optional[str] = None
    sha_1: Optional[str] = None
    file_version: Optional[FileVersionMini] = None
    description: Optional[str] = None
    size: Optional[int] = None
    path_collection: Optional[PathCollection] = None
    created_at: Optional[datetime] = None
    modified_at: Optional[datetime] = None
    trashed_at: Optional[datetime] = None
    purged_at: Optional[datetime] = None
    content_created_at: Optional[datetime] = None
    content_modified_at: Optional[datetime] = None
    created_by: Optional[UserMini] = None
    modified_by: Optional[UserMini] = None
    owned_by: Optional[UserMini] = None
    shared_link: Optional[SharedLink] = None
    parent: Optional[FolderMini] = None
    item_status: Optional[ItemStatus] = None
    version_number: Optional[str] = None
    comment_count: Optional[int] = None
    permissions: Optional[FilePermissions] = None
    tags: Optional[List[str]] = None
    lock: Optional[FileLock] = None
    extension: Optional[str] = None
    is_package: Optional[bool] = None
    expiring_embed_link: Optional[Model] = None
    watermark_info: Optional[Model] = None
    is_accessible_via_shared_link: Optional[bool] = None
    allowed_invitee_roles: Optional[List[str]] = None
    is_externally_owned: Optional[bool] = None
    has_collaborations: Optional[bool] = None
    metadata: Optional[Model] = None
    expires_at: Optional[datetime] = None
    representations: Optional[Model] = None
    classification: Optional[Model] = None
    uploader_display_name: Optional[str] = None
    disposition_at: Optional[datetime] = None
    shared_link_permission_options: Optional[List[str]] = None
    is_associated_with_app_item: Optional[bool] = None
    collections: Optional[List[Model]] = None
    is_download_available: Optional[bool] = None
    download_url: Optional[str] = None
    authenticated_download_url: Optional[str] = None
    allowed_shared_link_access_levels: Optional[List[str]] = None
