internal import ChunkModels

extension SessionRoutes {
  /// What came of an attempt to abort a session.
  enum AbortOutcome: Sendable {
    case aborted
    /// It was gone already: expired, or committed.
    case gone
    case failed(ChunkError)
  }

  /// Aborts the session.
  ///
  /// Who fails can wait for it for a few seconds; who cancels, before or in the middle of it, cannot.
  func abort() async -> AbortOutcome {
    // In a task of its own: this one may be cancelled, and the request must go out all the same.
    let runner = manager.runner
    let request = runner.start { await self.abort(within: .seconds(5)) }
    return await withTaskCancellationHandler {
      await request.value
    } onCancel: {
      _ = runner.start {
        await runner.sleep(for: .milliseconds(700))
        request.cancel()
      }
    }
  }

  private func abort(within limit: Duration) async -> AbortOutcome {
    var manager = manager
    manager.client.limits.total = limit
    do throws(ChunkError) {
      // A URL that may not have the token must not keep the session from being aborted.
      if let url = session.sessionEndpoints?.abort, (try? manager.policy.checked(url)) != nil {
        try await manager.deleteFileUploadSessionByUrl(url: url, extraHeaders: extraHeaders)
      } else {
        try await manager.deleteFileUploadSessionById(uploadSessionId: id, extraHeaders: extraHeaders)
      }
      return .aborted
    } catch {
      return error.kind == .sessionGone ? .gone : .failed(error)
    }
  }
}
