internal import ChunkDigest
internal import ChunkModels

/// What is done if the service does not take the parts of which it has said that it holds them.
extension UploadRun {
  /// Sends these parts after all, those that the session does not list.
  ///
  /// - Throws: The refusal, if it lists them all: then it was of something else, and to send them would change nothing.
  func sendHits(of book: PartBook, after error: ChunkError) async throws(ChunkError) {
    guard case .region(let reader) = source else { throw error }
    let listed = try await context.list.parts(routes, context.retrier)
    let hits = book.hits.filter { listed[layout[$0.index].offset]?.partId != $0.part.partId }
    guard !hits.isEmpty else { throw error }
    context.events.report(
      .notice(
        UploadEvent.Notice(
          kind: .notPlanned,
          message: "\(hits.count) parts that the service said it holds are sent after all: \(error.message)"))
    )
    let feed = PartFeed(capacity: hits.count)
    for (index, part) in hits {
      guard let digest = part.sha1.flatMap({ Digest<SHA1>(hexadecimal: $0) }) else { continue }
      let range = layout[index]
      context.tally.change { counts in
        counts.skippedBytes -= range.length
        counts.hitBytes -= range.length
        counts.hits -= 1
        counts.misses += 1
      }
      guard await feed.put(reader.part(range, digest: digest)) else { throw .cancelled }
    }
    feed.close()
    try await send(partsOf: feed, book)
  }
}

extension ChunkError {
  /// Whether a commit may have been refused because of parts that were not sent.
  var mayBeOfHits: Bool {
    switch kind {
    case .partsMismatch, .digestMismatch, .badRequest: true
    default: false
    }
  }
}

extension OpenedSource {
  /// Whether its bytes can be had again: those of a stream are gone once a part is on the server.
  var canBeReadAgain: Bool { if case .region = self { true } else { false } }
}
