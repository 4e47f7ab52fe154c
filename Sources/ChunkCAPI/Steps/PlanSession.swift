internal import CChunk
internal import ChunkCore
internal import ChunkModels

@implementation @_cdecl("chunk_create_file_upload_session_plan_by_url")
public func chunk_create_file_upload_session_plan_by_url(
  _ client: OpaquePointer?, _ url: UnsafePointer<CChar>?, _ parts: UnsafePointer<CChar>?,
  _ options: OpaquePointer?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  Starter(client, options, error).finished { planSessionByUrl($0, url, parts) }
}

@implementation @_cdecl("chunk_start_create_file_upload_session_plan_by_url")
public func chunk_start_create_file_upload_session_plan_by_url(
  _ client: OpaquePointer?, _ url: UnsafePointer<CChar>?, _ parts: UnsafePointer<CChar>?,
  _ options: OpaquePointer?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  planSessionByUrl(Starter(client, options, error), url, parts)
}

private func planSessionByUrl(
  _ starter: Starter, _ url: UnsafePointer<CChar>?, _ parts: UnsafePointer<CChar>?
) -> OpaquePointer? {
  let url = TextArgument("url", url)
  let parts = TextArgument("parts", parts)
  return starter.step { call async throws(ChunkError) in
    Answer(
      try await call.manager.createFileUploadSessionPlanByUrl(
        url: try url.required(), parts: try parts.list(of: UploadPartPlan.self), extraHeaders: call.headers))
  }
}

@implementation @_cdecl("chunk_create_file_upload_session_plan")
public func chunk_create_file_upload_session_plan(
  _ client: OpaquePointer?, _ upload_session_id: UnsafePointer<CChar>?, _ parts: UnsafePointer<CChar>?,
  _ options: OpaquePointer?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  Starter(client, options, error).finished { planSessionById($0, upload_session_id, parts) }
}

@implementation @_cdecl("chunk_start_create_file_upload_session_plan")
public func chunk_start_create_file_upload_session_plan(
  _ client: OpaquePointer?, _ upload_session_id: UnsafePointer<CChar>?, _ parts: UnsafePointer<CChar>?,
  _ options: OpaquePointer?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  planSessionById(Starter(client, options, error), upload_session_id, parts)
}

private func planSessionById(
  _ starter: Starter, _ upload_session_id: UnsafePointer<CChar>?, _ parts: UnsafePointer<CChar>?
) -> OpaquePointer? {
  let upload_session_id = TextArgument("upload_session_id", upload_session_id)
  let parts = TextArgument("parts", parts)
  return starter.step { call async throws(ChunkError) in
    Answer(
      try await call.manager.createFileUploadSessionPlan(
        uploadSessionId: try upload_session_id.required(), parts: try parts.list(of: UploadPartPlan.self),
        extraHeaders: call.headers))
  }
}
