"""Big files to Box, in parallel, checked by SHA-1, and resumed where they were interrupted.

    import libchunk

    uploads = libchunk.ChunkedUploadsManager(access_token=token)
    file = uploads.upload_big_file("disk.img")
    print(file.id, file.sha_1)
"""

from ._library import LibraryNotLoaded, build_information, version
from .errors import (
    ApiError, Cancelled, ChunkError, Conflict, Forked, IntegrityError, InvalidArgument, NotFound, SessionGone,
    SourceError, StillProcessing, Throttled, TokenUnavailable, TransportError, Unauthorized, UploadInProgress,
)
from .events import Event, Progress
from .files import ConflictingItem, FileFull, FileVersionMini, FolderMini
from .login import LoginStorage
from .manager import AsyncChunkedUploadsManager, ChunkedUploadsManager
from .models import (
    Files, SessionEndpoints, UploadedPart, UploadPart, UploadPartPlan, UploadPartPlanHit, UploadParts, UploadSession,
    UploadSessionPlanResponse,
)
from .options import CallOptions, ClientOptions
from .upload import Upload

__all__ = [
    "ApiError", "AsyncChunkedUploadsManager", "CallOptions", "Cancelled", "ChunkError", "ChunkedUploadsManager",
    "ClientOptions", "Conflict", "ConflictingItem", "Event", "FileFull", "FileVersionMini", "Files", "FolderMini", "Forked",
    "IntegrityError", "InvalidArgument", "LibraryNotLoaded", "LoginStorage", "NotFound", "Progress", "SessionEndpoints",
    "SessionGone", "SourceError", "StillProcessing", "Throttled", "TokenUnavailable", "TransportError",
    "Unauthorized", "Upload", "UploadInProgress", "UploadPart", "UploadPartPlan", "UploadPartPlanHit", "UploadParts",
    "UploadSession", "UploadSessionPlanResponse", "UploadedPart", "build_information", "version",
]
