internal import ChunkDigest
public import ChunkModels
internal import ChunkTransport
public import HTTPTypes

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension ChunkedUploadsManager {
  /// Makes a file of a session's parts, by the `commit` URL of its endpoints
  /// ([reference](https://developer.box.com/reference/post-files-upload-sessions-id-commit/)).
  ///
  /// - Parameters:
  ///   - url: The URL.
  ///   - parts: All parts, as the server returned them. They are sent in order of their offsets.
  ///   - digest: `sha=` and the SHA-1 of the whole file in base64.
  ///   - attributes: The file's times and its description.
  ///   - ifMatch: Commit only if the file's etag is this one.
  ///   - ifNoneMatch: Commit only if the file's etag is not this one.
  ///   - extraHeaders: More header fields, such as `As-User`.
  /// - Returns: The file, or that the service needs more time.
  /// - Throws: ``ChunkError``. Kind ``ChunkError/Kind/partsMismatch`` right after the last part may
  ///   pass by itself; ``ChunkError/Kind/preconditionFailed`` for an etag that does not fit.
  public func createFileUploadSessionCommitByUrl(
    url: String, parts: [UploadPart], digest: String, attributes: CommitAttributes? = nil,
    ifMatch: String? = nil, ifNoneMatch: String? = nil, extraHeaders: HTTPFields = [:]
  ) async throws(ChunkError) -> CommitResult {
    try await commit(
      try policy.checked(url), parts, digest, attributes, ifMatch, ifNoneMatch, extraHeaders)
  }

  /// Makes a file of a session's parts, by the session's id
  /// ([reference](https://developer.box.com/reference/post-files-upload-sessions-id-commit/)).
  ///
  /// - Parameters:
  ///   - uploadSessionId: The session's id.
  ///   - parts: All parts, as the server returned them. They are sent in order of their offsets.
  ///   - digest: `sha=` and the SHA-1 of the whole file in base64.
  ///   - attributes: The file's times and its description.
  ///   - ifMatch: Commit only if the file's etag is this one.
  ///   - ifNoneMatch: Commit only if the file's etag is not this one.
  ///   - extraHeaders: More header fields, such as `As-User`.
  /// - Returns: The file, or that the service needs more time.
  /// - Throws: ``ChunkError``. Kind ``ChunkError/Kind/partsMismatch`` right after the last part may
  ///   pass by itself; ``ChunkError/Kind/preconditionFailed`` for an etag that does not fit.
  public func createFileUploadSessionCommit(
    uploadSessionId: String, parts: [UploadPart], digest: String, attributes: CommitAttributes? = nil,
    ifMatch: String? = nil, ifNoneMatch: String? = nil, extraHeaders: HTTPFields = [:]
  ) async throws(ChunkError) -> CommitResult {
    try await commit(
      try sessionURL(uploadSessionId, "/commit"), parts, digest, attributes, ifMatch, ifNoneMatch,
      extraHeaders)
  }

  private func commit(
    _ url: ServiceURL, _ parts: [UploadPart], _ digest: String, _ attributes: CommitAttributes?,
    _ ifMatch: String?, _ ifNoneMatch: String?, _ extraHeaders: HTTPFields
  ) async throws(ChunkError) -> CommitResult {
    guard !parts.isEmpty else {
      throw .invalidArgument("The commit names no part", "List the session's parts and give them all")
    }
    var fields = HTTPFields.json
    fields[.digest] = try ArgumentChecks.digest(digest).headerValue
    fields[.ifMatch] = ifMatch
    fields[.ifNoneMatch] = ifNoneMatch
    let call = ServiceCall(
      operation: .commit, method: .post, url: url, fields: fields, extraHeaders: extraHeaders,
      body: try .json(
        CreateFileUploadSessionCommitRequest(
          parts: parts.sorted { ($0.offset ?? 0) < ($1.offset ?? 0) }, attributes: attributes)))
    let response = try await client.send(call)
    if response.head.status.code == 202 {
      let wait = response.head.headerFields[.retryAfter]
      return .processing(retryAfter: wait.flatMap { RetryAfter.duration(from: $0, now: Date()) })
    }
    return .committed(try Self.files(in: response))
  }

  /// The list with the file, or the file itself, as newer versions of the API answer.
  private static func files(in response: TransportResponse) throws(ChunkError) -> Response<Files> {
    let operation = ServiceCall.Operation.commit.name
    let list = try ServiceClient.decode(Files.self, from: response, operation: operation)
    if list.entries != nil { return list }
    let file = try ServiceClient.decode(FileFull.self, from: response, operation: operation)
    guard file.id != nil else {
      throw ChunkError(malformed: response, of: operation, "its body is neither a file nor a list of files")
    }
    return file.map { Files(totalCount: 1, entries: [$0]) }
  }
}
