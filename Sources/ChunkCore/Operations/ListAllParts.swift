public import ChunkModels
public import HTTPTypes

extension ChunkedUploadsManager {
  /// Lists all parts of a session by its id, page by page: what a commit needs.
  ///
  /// - Throws: ``ChunkError``. Kind ``ChunkError/Kind/sessionGone`` if there is no such session,
  ///   ``ChunkError/Kind/malformedAnswer`` if the list has no end where the service's own lists do
  ///   (index 10,000).
  public func allFileUploadSessionParts(
    uploadSessionId: String, extraHeaders: HTTPFields = [:]
  ) async throws(ChunkError) -> [UploadPart] {
    let (parts, isComplete) = try await listedParts { offset async throws(ChunkError) in
      try await getFileUploadSessionParts(
        uploadSessionId: uploadSessionId, offset: offset, limit: PartPage.limit, extraHeaders: extraHeaders
      ).value
    }
    guard isComplete else {
      throw .endlessList("it does not end at index \(PartPage.maximumOffset), where lists do")
    }
    return parts
  }

  /// Collects pages until an empty one, or until no further page can be asked for. A page's offset
  /// counts stored parts, so holes do not matter.
  func listedParts(
    _ page: (Int64) async throws(ChunkError) -> UploadParts
  ) async throws(ChunkError) -> (parts: [UploadPart], isComplete: Bool) {
    var all: [UploadPart] = []
    while all.count <= PartPage.maximumOffset {
      let entries = try await page(Int64(all.count)).entries ?? []
      if entries.isEmpty { return (all, true) }
      guard entries.count <= PartPage.limit else {
        throw .endlessList("a page has \(entries.count) parts, and \(PartPage.limit) were asked for")
      }
      all += entries
    }
    return (all, false)
  }
}

/// The bounds of a page of parts
/// ([reference](https://developer.box.com/reference/get-files-upload-sessions-id-parts/)).
enum PartPage {
  /// The most parts that a page has.
  static let limit: Int64 = 1000
  /// The last index at which a page may begin.
  static let maximumOffset: Int64 = 10_000
}

extension ChunkError {
  fileprivate static func endlessList(_ what: String) -> ChunkError {
    ChunkError(
      .malformedAnswer, "The list of parts cannot be right: \(what)",
      remedy: "Abort the session and start the upload anew")
  }
}
