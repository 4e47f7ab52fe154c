// One import brings all that a program needs to upload.
@_exported public import ChunkCore
@_exported public import ChunkModels
@_exported public import ChunkTransport
