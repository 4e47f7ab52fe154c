internal import ChunkModels
internal import Logging

/// Decides what becomes of the session and the record when an upload fails or is cancelled.
struct UploadEnd: Sendable {
  let routes: SessionRoutes
  let context: UploadContext
  /// Whether the session is this upload's: one that was opened for other bytes is not ours to abort.
  let isOurs: Bool

  /// The error with what it leaves.
  func settled(_ failure: ChunkError) async -> ChunkError {
    if failure.kind == .sessionGone {
      guard await isGone(failure) else { return kept(failure) }
      context.journal?.sessionIsGone()
      return failure
    }
    // A file that the service is about to make is not thrown away.
    let isBeingMade = context.tally.all.isBeingMade && failure.kind != .cancelled
    guard isOurs, choice(failure) == .abort, !isBeingMade else { return kept(failure) }
    switch await routes.abort() {
    case .gone where context.hasBegunCommit:
      // A record stays, by which a later run finds the file.
      return Self.perhapsCommitted(failure)
    case .aborted, .gone:
      context.journal?.remove()
      context.events.report(.aborted(sessionId: routes.id))
      return failure
    case .failed(let error):
      routes.manager.logger.warning(
        "A session could not be aborted", metadata: ["error": "\(error)"])
      return kept(failure)
    }
  }

  /// Whether the session is gone indeed. A 404 without Box's error object may be a proxy's page.
  private func isGone(_ failure: ChunkError) async -> Bool {
    if failure.answer?.error != nil { return true }
    do throws(ChunkError) {
      _ = try await routes.manager.getFileUploadSessionById(
        uploadSessionId: routes.id, extraHeaders: routes.extraHeaders)
      return false
    } catch {
      return error.kind == .sessionGone
    }
  }

  private func choice(_ failure: ChunkError) -> UploadOptions.OnFailure {
    let options = context.options
    return failure.kind == .cancelled ? options.cancelChoice?.value ?? options.onCancel : options.onFailure
  }

  private func kept(_ failure: ChunkError) -> ChunkError {
    var error = failure
    error.session = OpenSession(
      id: routes.id, expiresAt: routes.session.sessionExpiresAt, acknowledgedBytes: context.meter.heldBytes)
    return error
  }

  private static func perhapsCommitted(_ failure: ChunkError) -> ChunkError {
    var error = failure
    error.message += "; its commit had begun and the session is gone, so the file may have been made"
    error.remedy = "Look whether the file is there before you upload it again"
    return error
  }
}
