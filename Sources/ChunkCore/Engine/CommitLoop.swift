internal import ChunkDigest
package import ChunkModels

/// Commits a session, as often as it takes: the service may need minutes to put the parts together,
/// may not see the last part yet, or its answer may get lost.
struct CommitLoop: Sendable {
  let routes: SessionRoutes
  let target: UploadTarget
  let context: UploadContext
  /// Whether parts that nobody sent, since the service has said that it holds them, can be sent after all:
  /// then a commit that lacks parts is not repeated for long.
  let canResend: Bool

  private var retrier: Retrier { context.retrier }
  private var options: UploadOptions { context.options }

  init(routes: SessionRoutes, target: UploadTarget, context: UploadContext, canResend: Bool = false) {
    self.routes = routes
    self.target = target
    self.context = context
    self.canResend = canResend
  }

  /// The same once all parts were sent.
  var withoutHits: CommitLoop { CommitLoop(routes: routes, target: target, context: context) }

  /// How often a commit may lack parts that can be sent after all. Right after the last part it may do so for a
  /// moment.
  private static let mismatches = 3

  /// The wait when a 202 does not say how long; Box's own uploader waits as long.
  private static let defaultWait: Duration = .seconds(3)

  /// Commits until there is a file.
  ///
  /// - Throws: ``ChunkError``; kind ``ChunkError/Kind/stillProcessing`` when the time is up.
  func run(_ parts: [UploadPart], digest: Digest<SHA1>) async throws(ChunkError) -> Committed {
    let deadline = retrier.time.now() + options.commitTime
    var failures = Retrier.Failures()
    var mismatches = 0
    let committed = CommittedFile(manager: routes.manager, target: target, context: context)
    // An earlier process may have been killed between its commit and the answer.
    var isOneUnheard = context.journal?.hasBegunCommit(of: digest) == true
    var mayHaveSucceeded = isOneUnheard
    context.journal?.committing(digest)
    while true {
      let wait: Duration
      do throws(ChunkError) {
        let result = try await routes.commit(
          parts, digest: digest.headerValue, attributes: options.attributes, ifMatch: target.ifMatch)
        switch result {
        case .committed(let files):
          if let file = files.entries?.first { return Committed(answer: files.map { _ in file }) }
          throw ChunkError(
            .malformedAnswer, "The commit was answered without a file", remedy: "Try again",
            isTemporary: true)
        case .processing(let retryAfter):
          // A version that says nothing new is answered so, without a time to come back; the file tells.
          if retryAfter == nil, let file = try await committed.existing(digest) {
            return Committed(answer: file, isUnchanged: !isOneUnheard)
          }
          wait = max(retryAfter ?? Self.defaultWait, .milliseconds(100))
          // From now on the file may come to be at any time, whatever the next answer says.
          mayHaveSucceeded = true
          context.tally.change { $0.isBeingMade = true }
        }
      } catch {
        if mayHaveSucceeded, let file = try await committed.found(after: error, digest) {
          return Committed(answer: file)
        }
        switch error.kind {
        case .outcomeUnknown, .serverError, .malformedAnswer:
          isOneUnheard = true
          mayHaveSucceeded = true
        default: break
        }
        if error.kind == .partsMismatch { mismatches += 1 }
        if canResend, mismatches >= Self.mismatches { throw error }
        guard error.isTemporary else { throw await committed.explained(error) }
        let delay: Duration
        do throws(ChunkError) {
          delay = try retrier.delay(after: error, &failures)
          guard retrier.time.now() + delay < deadline else { throw error }
        } catch {
          // Before it is given up: perhaps one of the commits was heard.
          let isWorthAsking = mayHaveSucceeded && committed.isFindable && error.kind != .cancelled
          if isWorthAsking, let file = try await committed.found(digest) { return Committed(answer: file) }
          throw error
        }
        try await retrier.wait(delay, after: error, failures)
        continue
      }
      // Not within the do: that the time is up is no failure to try again after.
      failures = Retrier.Failures()
      retrier.progressed()
      guard retrier.time.now() + wait < deadline else {
        throw .stillProcessing(options.commitTime, asked: wait)
      }
      context.events.report(.processing(wait: wait))
      try await retrier.time.sleep(for: wait)
    }
  }
}

/// What a commit has led to.
package struct Committed: Sendable {
  /// The answer that showed the file: to the commit, a list, or to a question for the file.
  package let answer: Response<FileFull>
  /// Whether the service made no version, since the file has this content already.
  package var isUnchanged = false

  var file: FileFull { answer.value }
}

extension ChunkError {
  static func stillProcessing(_ time: Duration, asked: Duration) -> ChunkError {
    ChunkError(
      .stillProcessing,
      "All parts are on the server, which is still putting them together; it asks to come back in \(asked), "
        + "and the commit may take \(time)",
      remedy: "Upload again with the same session to commit it; no part will be sent again",
      isTemporary: true)
  }
}
