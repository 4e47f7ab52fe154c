internal import CChunk
internal import ChunkCore

@implementation @_cdecl("chunk_create_file_upload_session")
public func chunk_create_file_upload_session(
  _ client: OpaquePointer?, _ folder_id: UnsafePointer<CChar>?, _ file_size: Int64,
  _ file_name: UnsafePointer<CChar>?, _ options: OpaquePointer?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  Starter(client, options, error).finished { createSession($0, folder_id, file_size, file_name) }
}

@implementation @_cdecl("chunk_start_create_file_upload_session")
public func chunk_start_create_file_upload_session(
  _ client: OpaquePointer?, _ folder_id: UnsafePointer<CChar>?, _ file_size: Int64,
  _ file_name: UnsafePointer<CChar>?, _ options: OpaquePointer?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  createSession(Starter(client, options, error), folder_id, file_size, file_name)
}

private func createSession(
  _ starter: Starter, _ folder_id: UnsafePointer<CChar>?, _ file_size: Int64,
  _ file_name: UnsafePointer<CChar>?
) -> OpaquePointer? {
  let folder_id = TextArgument("folder_id", folder_id)
  let file_name = TextArgument("file_name", file_name)
  return starter.step { call async throws(ChunkError) in
    Answer(
      try await call.manager.createFileUploadSession(
        folderId: try folder_id.required(), fileSize: file_size, fileName: try file_name.required(),
        extraHeaders: call.headers))
  }
}

@implementation @_cdecl("chunk_create_file_upload_session_for_existing_file")
public func chunk_create_file_upload_session_for_existing_file(
  _ client: OpaquePointer?, _ file_id: UnsafePointer<CChar>?, _ file_size: Int64,
  _ file_name: UnsafePointer<CChar>?, _ options: OpaquePointer?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  Starter(client, options, error).finished { createSessionForExistingFile($0, file_id, file_size, file_name) }
}

@implementation @_cdecl("chunk_start_create_file_upload_session_for_existing_file")
public func chunk_start_create_file_upload_session_for_existing_file(
  _ client: OpaquePointer?, _ file_id: UnsafePointer<CChar>?, _ file_size: Int64,
  _ file_name: UnsafePointer<CChar>?, _ options: OpaquePointer?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  createSessionForExistingFile(Starter(client, options, error), file_id, file_size, file_name)
}

private func createSessionForExistingFile(
  _ starter: Starter, _ file_id: UnsafePointer<CChar>?, _ file_size: Int64, _ file_name: UnsafePointer<CChar>?
) -> OpaquePointer? {
  let file_id = TextArgument("file_id", file_id)
  let file_name = TextArgument("file_name", file_name)
  return starter.step { call async throws(ChunkError) in
    Answer(
      try await call.manager.createFileUploadSessionForExistingFile(
        fileId: try file_id.required(), fileSize: file_size, fileName: try file_name.optional(),
        extraHeaders: call.headers))
  }
}
