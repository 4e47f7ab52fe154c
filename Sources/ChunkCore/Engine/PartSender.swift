internal import ChunkModels

/// Brings one part to the server: sends it, asks whether it landed when that is not known, and sends
/// it again when it did not.
struct PartSender: Sendable {
  let routes: SessionRoutes
  let layout: PartLayout
  let source: OpenedSource
  let retrier: Retrier
  let meter: ProgressMeter
  let lane: SendLane
  let list: SharedPartList

  /// Sends a part until the server has it.
  ///
  /// - Parameter remaining: How many parts the upload still has, this one included.
  func send(_ part: PreparedPart, remaining: Int64) async throws(ChunkError) -> UploadPart {
    var failures = Retrier.Failures()
    while true {
      do throws(ChunkError) {
        let stored = try await lane.send(part, isRepeated: failures.count > 0, remaining: remaining) {
          rate, onBytesSent async throws(ChunkError) in
          try await sendOnce(part, rate, onBytesSent)
        }
        retrier.progressed()
        return stored
      } catch {
        meter.dropped(part.range.index)
        var failure = error
        switch error.kind {
        case .outcomeUnknown, .serverError, .malformedAnswer, .rangeConflict, .conflict:
          // It may be there although nobody said so: a second copy would be refused.
          if let stored = try await stored(part, after: error) {
            retrier.progressed()
            return stored
          }
          // An overlap with a part that is not listed (yet) may pass; any other range stays wrong.
          failure.isTemporary =
            error.kind != .rangeConflict || error.answer?.code == .rangeOverlapsExistingPart
        case .digestMismatch, .preconditionFailed:
          // The reference knows only a general 412 for a part whose digest does not fit.
          guard try await source.isUnchanged(part) else {
            throw .sourceChanged("the part at offset \(part.range.offset) is not the one that was read")
          }
          failure.isTemporary = true
        default:
          break
        }
        guard failure.isTemporary else { throw failure }
        try await retrier.wait(after: failure, &failures)
      }
    }
  }

  private func sendOnce(
    _ part: PreparedPart, _ rate: Int64?, _ onBytesSent: @escaping @Sendable (Int64) -> Void
  ) async throws(ChunkError) -> UploadPart {
    let answer = try await routes.upload(
      part, layout: layout, maximumBytesPerSecond: rate, onBytesSent: onBytesSent)
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
    guard let stored = try await list.parts(routes, retrier)[part.range.offset] else { return nil }
    guard stored.matches(part) else { throw .otherPart(stored, insteadOf: part) }
    return stored
  }
}
