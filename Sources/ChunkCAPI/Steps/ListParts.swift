internal import CChunk
internal import ChunkCore

@implementation @_cdecl("chunk_get_file_upload_session_parts_by_url")
public func chunk_get_file_upload_session_parts_by_url(
  _ client: OpaquePointer?, _ url: UnsafePointer<CChar>?, _ offset: Int64, _ limit: Int64,
  _ options: OpaquePointer?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  Starter(client, options, error).finished { listPartsByUrl($0, url, offset, limit) }
}

@implementation @_cdecl("chunk_start_get_file_upload_session_parts_by_url")
public func chunk_start_get_file_upload_session_parts_by_url(
  _ client: OpaquePointer?, _ url: UnsafePointer<CChar>?, _ offset: Int64, _ limit: Int64,
  _ options: OpaquePointer?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  listPartsByUrl(Starter(client, options, error), url, offset, limit)
}

private func listPartsByUrl(
  _ starter: Starter, _ url: UnsafePointer<CChar>?, _ offset: Int64, _ limit: Int64
) -> OpaquePointer? {
  let url = TextArgument("url", url)
  return starter.step { call async throws(ChunkError) in
    Answer(
      try await call.manager.getFileUploadSessionPartsByUrl(
        url: try url.required(), offset: offset.unlessDefault, limit: limit.unlessDefault,
        extraHeaders: call.headers))
  }
}

@implementation @_cdecl("chunk_get_file_upload_session_parts")
public func chunk_get_file_upload_session_parts(
  _ client: OpaquePointer?, _ upload_session_id: UnsafePointer<CChar>?, _ offset: Int64, _ limit: Int64,
  _ options: OpaquePointer?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  Starter(client, options, error).finished { listPartsById($0, upload_session_id, offset, limit) }
}

@implementation @_cdecl("chunk_start_get_file_upload_session_parts")
public func chunk_start_get_file_upload_session_parts(
  _ client: OpaquePointer?, _ upload_session_id: UnsafePointer<CChar>?, _ offset: Int64, _ limit: Int64,
  _ options: OpaquePointer?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  listPartsById(Starter(client, options, error), upload_session_id, offset, limit)
}

private func listPartsById(
  _ starter: Starter, _ upload_session_id: UnsafePointer<CChar>?, _ offset: Int64, _ limit: Int64
) -> OpaquePointer? {
  let upload_session_id = TextArgument("upload_session_id", upload_session_id)
  return starter.step { call async throws(ChunkError) in
    Answer(
      try await call.manager.getFileUploadSessionParts(
        uploadSessionId: try upload_session_id.required(), offset: offset.unlessDefault,
        limit: limit.unlessDefault,
        extraHeaders: call.headers))
  }
}
