internal import CChunk
internal import ChunkCore

@implementation @_cdecl("chunk_get_file_upload_session_by_url")
public func chunk_get_file_upload_session_by_url(
  _ client: OpaquePointer?, _ url: UnsafePointer<CChar>?, _ options: OpaquePointer?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  Starter(client, options, error).finished { getSessionByUrl($0, url) }
}

@implementation @_cdecl("chunk_start_get_file_upload_session_by_url")
public func chunk_start_get_file_upload_session_by_url(
  _ client: OpaquePointer?, _ url: UnsafePointer<CChar>?, _ options: OpaquePointer?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  getSessionByUrl(Starter(client, options, error), url)
}

private func getSessionByUrl(
  _ starter: Starter, _ url: UnsafePointer<CChar>?
) -> OpaquePointer? {
  let url = TextArgument("url", url)
  return starter.step { call async throws(ChunkError) in
    Answer(
      try await call.manager.getFileUploadSessionByUrl(
        url: try url.required(), extraHeaders: call.headers))
  }
}

@implementation @_cdecl("chunk_get_file_upload_session_by_id")
public func chunk_get_file_upload_session_by_id(
  _ client: OpaquePointer?, _ upload_session_id: UnsafePointer<CChar>?, _ options: OpaquePointer?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  Starter(client, options, error).finished { getSessionById($0, upload_session_id) }
}

@implementation @_cdecl("chunk_start_get_file_upload_session_by_id")
public func chunk_start_get_file_upload_session_by_id(
  _ client: OpaquePointer?, _ upload_session_id: UnsafePointer<CChar>?, _ options: OpaquePointer?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  getSessionById(Starter(client, options, error), upload_session_id)
}

private func getSessionById(
  _ starter: Starter, _ upload_session_id: UnsafePointer<CChar>?
) -> OpaquePointer? {
  let upload_session_id = TextArgument("upload_session_id", upload_session_id)
  return starter.step { call async throws(ChunkError) in
    Answer(
      try await call.manager.getFileUploadSessionById(
        uploadSessionId: try upload_session_id.required(), extraHeaders: call.headers))
  }
}
