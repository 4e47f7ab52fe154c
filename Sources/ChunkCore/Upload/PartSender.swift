internal import ChunkModels

/// Brings one part to the server: sends it, asks whether it landed when that is not known, and sends
/// it again when it did not.
struct PartSender: Sendable {
  let routes: SessionRoutes
  let layout: PartLayout
  let retrier: Retrier
  let meter: ProgressMeter

  /// Sends a part until the server has it.
  ///
  /// - Parameter isUnchanged: Whether the source still has the bytes that were hashed; asked when the
  ///   server received others.
  func send(
    _ part: PreparedPart, isUnchanged: () throws(ChunkError) -> Bool
  ) async throws(ChunkError) -> UploadPart {
    var attempt = 1
    while true {
      do {
        return try await sendOnce(part)
      } catch {
        meter.dropped()
        var failure = error
        switch error.kind {
        case .outcomeUnknown, .serverError, .malformedAnswer, .rangeConflict, .conflict:
          // It may be there although nobody said so: a second copy would be refused.
          if let stored = try await stored(part, after: error) { return stored }
          // An overlap with a part that is not listed (yet) may pass; any other range stays wrong.
          failure.isTemporary =
            error.kind != .rangeConflict || error.answer?.code == .rangeOverlapsExistingPart
        case .digestMismatch, .preconditionFailed:
          // The reference knows only a general 412 for a part whose digest does not fit.
          guard try isUnchanged() else {
            throw .sourceChanged("the part at offset \(part.range.offset) is not the one that was read")
          }
          failure.isTemporary = true
        default:
          break
        }
        guard failure.isTemporary else { throw failure }
        try await retrier.wait(after: failure, attempt: attempt)
        attempt += 1
      }
    }
  }

  private func sendOnce(_ part: PreparedPart) async throws(ChunkError) -> UploadPart {
    let answer = try await routes.upload(part, layout: layout) { [meter] in meter.sent($0) }
    guard let stored = answer.part, stored.sha1 != nil, stored.offset != nil, stored.size != nil else {
      throw ChunkError(
        .malformedAnswer, "The part at offset \(part.range.offset) was answered without its numbers",
        remedy: "Try again", isTemporary: true)
    }
    guard stored.matches(part) else {
      throw ChunkError(
        .integrity,
        "The server stored \(stored.size ?? 0) bytes at offset \(stored.offset ?? -1) with SHA-1 "
          + "\(stored.sha1 ?? ""); sent were \(part.range.length) at \(part.range.offset) with \(part.digest)",
        remedy: "Abort the session and upload again; if it stays, something on the way changes data")
    }
    return stored
  }

  /// The part as the server has it, if it does: from the refusal itself, or from the list.
  private func stored(
    _ part: PreparedPart, after error: ChunkError
  ) async throws(ChunkError) -> UploadPart? {
    if let named = error.answer?.error?.contextInfo?.conflictingPart, named.matches(part) { return named }
    guard let stored = try await StoredParts.list(routes, retrier)[part.range.offset] else { return nil }
    guard stored.matches(part) else { throw .otherPart(stored, insteadOf: part) }
    return stored
  }
}
