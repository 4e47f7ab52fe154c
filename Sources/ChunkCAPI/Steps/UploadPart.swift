internal import CChunk
internal import ChunkCore

@implementation @_cdecl("chunk_upload_file_part_by_url")
public func chunk_upload_file_part_by_url(
  _ client: OpaquePointer?, _ url: UnsafePointer<CChar>?, _ body: OpaquePointer?,
  _ digest: UnsafePointer<CChar>?, _ content_range: UnsafePointer<CChar>?, _ options: OpaquePointer?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  Starter(client, options, error).finished { uploadPartByUrl($0, url, body, digest, content_range) }
}

@implementation @_cdecl("chunk_start_upload_file_part_by_url")
public func chunk_start_upload_file_part_by_url(
  _ client: OpaquePointer?, _ url: UnsafePointer<CChar>?, _ body: OpaquePointer?,
  _ digest: UnsafePointer<CChar>?, _ content_range: UnsafePointer<CChar>?, _ options: OpaquePointer?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  uploadPartByUrl(Starter(client, options, error), url, body, digest, content_range)
}

private func uploadPartByUrl(
  _ starter: Starter, _ url: UnsafePointer<CChar>?, _ body: OpaquePointer?, _ digest: UnsafePointer<CChar>?,
  _ content_range: UnsafePointer<CChar>?
) -> OpaquePointer? {
  let url = TextArgument("url", url)
  let digest = TextArgument("digest", digest)
  let content_range = TextArgument("content_range", content_range)
  return starter.step(body) { call, origin async throws(ChunkError) in
    let body = try await origin.requestBody()
    return Answer(
      try await call.manager.uploadFilePartByUrl(
        url: try url.required(), body: body, digest: try await digest.digest(of: body),
        contentRange: try content_range.required(), extraHeaders: call.headers))
  }
}

@implementation @_cdecl("chunk_upload_file_part")
public func chunk_upload_file_part(
  _ client: OpaquePointer?, _ upload_session_id: UnsafePointer<CChar>?, _ body: OpaquePointer?,
  _ digest: UnsafePointer<CChar>?, _ content_range: UnsafePointer<CChar>?, _ options: OpaquePointer?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  Starter(client, options, error).finished {
    uploadPartById($0, upload_session_id, body, digest, content_range)
  }
}

@implementation @_cdecl("chunk_start_upload_file_part")
public func chunk_start_upload_file_part(
  _ client: OpaquePointer?, _ upload_session_id: UnsafePointer<CChar>?, _ body: OpaquePointer?,
  _ digest: UnsafePointer<CChar>?, _ content_range: UnsafePointer<CChar>?, _ options: OpaquePointer?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  uploadPartById(Starter(client, options, error), upload_session_id, body, digest, content_range)
}

private func uploadPartById(
  _ starter: Starter, _ upload_session_id: UnsafePointer<CChar>?, _ body: OpaquePointer?,
  _ digest: UnsafePointer<CChar>?, _ content_range: UnsafePointer<CChar>?
) -> OpaquePointer? {
  let upload_session_id = TextArgument("upload_session_id", upload_session_id)
  let digest = TextArgument("digest", digest)
  let content_range = TextArgument("content_range", content_range)
  return starter.step(body) { call, origin async throws(ChunkError) in
    let body = try await origin.requestBody()
    return Answer(
      try await call.manager.uploadFilePart(
        uploadSessionId: try upload_session_id.required(), body: body,
        digest: try await digest.digest(of: body),
        contentRange: try content_range.required(), extraHeaders: call.headers))
  }
}
