package import ChunkTransport

/// How a send ended, and how long it took.
package struct TimedSend: Sendable {
  /// What came of it.
  package let result: Result<TransportResponse, TransportError>
  /// How long it took, or how long after it was cancelled.
  package let duration: Duration
  /// How long the machine kept others waiting in that time.
  package let delay: Duration

  /// The error, unless there was an answer.
  package var error: TransportError? { if case .failure(let error) = result { error } else { nil } }

  /// Whether it took no longer than this, or so much longer as the machine was late.
  package func isWithin(_ limit: Duration) -> Bool {
    duration < LoadMeter.bound(isSanitized ? limit * 5 : limit, delay: delay)
  }
}

extension Transport {
  /// What comes of a request, whichever it is.
  package func result(of request: TransportRequest) async -> Result<TransportResponse, TransportError> {
    do throws(TransportError) {
      return .success(try await send(request))
    } catch {
      return .failure(error)
    }
  }

  /// Sends a request and takes the time.
  package func timed(_ request: TransportRequest) async -> TimedSend {
    let meter = LoadMeter()
    let start = ContinuousClock.now
    let result = await result(of: request)
    return TimedSend(result: result, duration: ContinuousClock.now - start, delay: meter.stop())
  }

  /// Sends a request, cancels it when something has become true, and takes the time from then on.
  ///
  /// - Returns: How it ended; `nil` if that did not become true within 30 seconds.
  package func timed(
    _ request: TransportRequest, cancelWhen isReady: @escaping @Sendable () -> Bool
  ) async -> TimedSend? {
    let task = Task { await self.result(of: request) }
    guard await eventually(within: .seconds(30), isReady) else {
      task.cancel()
      return nil
    }
    let meter = LoadMeter()
    let start = ContinuousClock.now
    task.cancel()
    let result = await task.value
    return TimedSend(result: result, duration: ContinuousClock.now - start, delay: meter.stop())
  }
}
