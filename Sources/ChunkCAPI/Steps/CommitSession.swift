internal import CChunk
internal import ChunkCore
internal import ChunkModels

@implementation @_cdecl("chunk_create_file_upload_session_commit_by_url")
public func chunk_create_file_upload_session_commit_by_url(
  _ client: OpaquePointer?, _ url: UnsafePointer<CChar>?, _ parts: UnsafePointer<CChar>?,
  _ digest: UnsafePointer<CChar>?, _ options: OpaquePointer?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  Starter(client, options, error).finished { commitSessionByUrl($0, url, parts, digest) }
}

@implementation @_cdecl("chunk_start_create_file_upload_session_commit_by_url")
public func chunk_start_create_file_upload_session_commit_by_url(
  _ client: OpaquePointer?, _ url: UnsafePointer<CChar>?, _ parts: UnsafePointer<CChar>?,
  _ digest: UnsafePointer<CChar>?, _ options: OpaquePointer?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  commitSessionByUrl(Starter(client, options, error), url, parts, digest)
}

private func commitSessionByUrl(
  _ starter: Starter, _ url: UnsafePointer<CChar>?, _ parts: UnsafePointer<CChar>?,
  _ digest: UnsafePointer<CChar>?
) -> OpaquePointer? {
  let url = TextArgument("url", url)
  let parts = TextArgument("parts", parts)
  let digest = TextArgument("digest", digest)
  return starter.step { call async throws(ChunkError) in
    Answer(
      try await call.manager.createFileUploadSessionCommitByUrl(
        url: try url.required(), parts: try parts.list(of: UploadPart.self),
        digest: try digest.required(), attributes: try call.settings.attributes(),
        ifMatch: call.settings.texts["if_match"], ifNoneMatch: call.settings.texts["if_none_match"],
        extraHeaders: call.headers))
  }
}

@implementation @_cdecl("chunk_create_file_upload_session_commit")
public func chunk_create_file_upload_session_commit(
  _ client: OpaquePointer?, _ upload_session_id: UnsafePointer<CChar>?, _ parts: UnsafePointer<CChar>?,
  _ digest: UnsafePointer<CChar>?, _ options: OpaquePointer?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  Starter(client, options, error).finished { commitSessionById($0, upload_session_id, parts, digest) }
}

@implementation @_cdecl("chunk_start_create_file_upload_session_commit")
public func chunk_start_create_file_upload_session_commit(
  _ client: OpaquePointer?, _ upload_session_id: UnsafePointer<CChar>?, _ parts: UnsafePointer<CChar>?,
  _ digest: UnsafePointer<CChar>?, _ options: OpaquePointer?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  commitSessionById(Starter(client, options, error), upload_session_id, parts, digest)
}

private func commitSessionById(
  _ starter: Starter, _ upload_session_id: UnsafePointer<CChar>?, _ parts: UnsafePointer<CChar>?,
  _ digest: UnsafePointer<CChar>?
) -> OpaquePointer? {
  let upload_session_id = TextArgument("upload_session_id", upload_session_id)
  let parts = TextArgument("parts", parts)
  let digest = TextArgument("digest", digest)
  return starter.step { call async throws(ChunkError) in
    Answer(
      try await call.manager.createFileUploadSessionCommit(
        uploadSessionId: try upload_session_id.required(), parts: try parts.list(of: UploadPart.self),
        digest: try digest.required(), attributes: try call.settings.attributes(),
        ifMatch: call.settings.texts["if_match"], ifNoneMatch: call.settings.texts["if_none_match"],
        extraHeaders: call.headers))
  }
}
