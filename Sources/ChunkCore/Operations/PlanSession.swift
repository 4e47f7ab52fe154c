public import ChunkModels
public import HTTPTypes

extension ChunkedUploadsManager {
  /// Asks which parts the server already holds, by the `plan` URL of a session's endpoints
  /// ([reference](https://developer.box.com/reference/post-files-upload-sessions-id-plan/)).
  ///
  /// - Parameters:
  ///   - url: The URL. A session without one cannot be planned.
  ///   - parts: At least one part, with its SHA-512 in hexadecimal.
  ///   - extraHeaders: More header fields, such as `As-User`.
  /// - Returns: The hits, with the part ids for the commit, and the misses, which have to be sent.
  /// - Throws: ``ChunkError``. A service without plans answers 404 or 405.
  public func createFileUploadSessionPlanByUrl(
    url: String, parts: [UploadPartPlan], extraHeaders: HTTPFields = [:]
  ) async throws(ChunkError) -> Response<UploadSessionPlan> {
    try await plan(try policy.checked(url), parts, extraHeaders)
  }

  /// Asks which parts the server already holds, by the session's id
  /// ([reference](https://developer.box.com/reference/post-files-upload-sessions-id-plan/)).
  ///
  /// - Parameters:
  ///   - uploadSessionId: The session's id.
  ///   - parts: At least one part, with its SHA-512 in hexadecimal.
  ///   - extraHeaders: More header fields, such as `As-User`.
  /// - Returns: The hits, with the part ids for the commit, and the misses, which have to be sent.
  /// - Throws: ``ChunkError``. A service without plans answers 404 or 405.
  public func createFileUploadSessionPlan(
    uploadSessionId: String, parts: [UploadPartPlan], extraHeaders: HTTPFields = [:]
  ) async throws(ChunkError) -> Response<UploadSessionPlan> {
    try await plan(try sessionURL(uploadSessionId, "/plan"), parts, extraHeaders)
  }

  private func plan(
    _ url: ServiceURL, _ parts: [UploadPartPlan], _ extraHeaders: HTTPFields
  ) async throws(ChunkError) -> Response<UploadSessionPlan> {
    guard !parts.isEmpty else {
      throw .invalidArgument("The plan names no part", "Give at least one part with its SHA-512")
    }
    return try await client.send(
      ServiceCall(
        operation: .plan, method: .post, url: url, fields: .json, extraHeaders: extraHeaders,
        body: try .json(UploadSessionPlanRequest(parts: parts)),
        // It is a question, and can be asked any number of times.
        isIdempotent: true),
      returning: UploadSessionPlan.self)
  }
}
