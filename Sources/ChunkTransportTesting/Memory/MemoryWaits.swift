internal import ChunkTransport
internal import HTTPTypes

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// One request of a ``MemoryTransport`` on its way: what takes time, and the limits on it.
///
/// All that takes time is a sleep of a length that is known before, so the time that has passed is the
/// sum of the sleeps, and a limit is kept by sleeping no longer.
struct MemoryWaits {
  private let clock: any Clock<Duration>
  private let limits: TransportLimits
  private var passed: Duration = .zero

  init(clock: any Clock<Duration>, limits: TransportLimits) {
    self.clock = clock
    self.limits = limits
  }

  /// Reads the body as a backend does, at the request's rate.
  mutating func read(
    _ request: TransportRequest, losingAfter lost: Int64?
  ) async throws(TransportError) -> Data {
    var body = Data()
    var piece = Data(count: 64 << 10)
    while true {
      if Task.isCancelled { throw .cancelled(.outcomeUnknown) }
      if let lost, Int64(body.count) >= lost {
        throw TransportError(
          .connectionLost, outcome: .outcomeUnknown,
          message: "the connection was lost after \(body.count) bytes")
      }
      let count: Int
      do {
        count = try piece.withUnsafeMutableBytes { buffer in
          let room = lost.map { min(buffer.count, Int($0) - body.count) } ?? buffer.count
          return try request.body.read(
            at: Int64(body.count), into: UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(room)))
        }
      } catch {
        throw TransportError(
          .bodyUnreadable, outcome: .outcomeUnknown, message: "the request's body failed: \(error)")
      }
      if count == 0 { break }
      body.append(piece.prefix(count))
      if let rate = request.maximumBytesPerSecond {
        try await wait(.seconds(1) * (Double(count) / Double(rate)), outcome: .outcomeUnknown)
      }
      request.onBytesSent?(Int64(body.count))
    }
    return body
  }

  /// Waits for an answer and gives it, if no limit passes and it is not too long.
  mutating func receive(
    _ answer: MemoryAnswer, to request: TransportRequest
  ) async throws(TransportError) -> TransportResponse {
    guard case .result(let result) = answer.kind, answer.delay <= limits.answer else {
      try await wait(limits.answer, outcome: .outcomeUnknown)
      throw TransportError(
        .answerTimedOut, outcome: .outcomeUnknown, message: "no answer came for \(limits.answer)")
    }
    try await wait(answer.delay, outcome: .outcomeUnknown)
    var response = try result.get()
    let status = response.head.status.code
    guard (200...999).contains(status) else {
      throw TransportError(
        .malformedResponse, outcome: .outcomeUnknown, message: "the answer of a test has the status \(status)"
      )
    }
    if request.head.method == .head { response.body = Data() }
    guard response.body.count <= request.maximumResponseBytes else {
      throw TransportError(
        .responseTooLarge, outcome: .answered(status: status),
        message: "the response's body has more than \(request.maximumResponseBytes) bytes")
    }
    return response
  }

  /// Sleeps, but no longer than the whole may take.
  private mutating func wait(
    _ duration: Duration, outcome: TransportError.Outcome
  ) async throws(TransportError) {
    if Task.isCancelled { throw .cancelled(outcome) }
    guard duration > .zero else { return }
    let left = limits.total.map { $0 - passed }
    let slept = min(duration, left ?? duration, Self.longest)
    passed += slept
    do {
      try await clock.sleep(for: slept)
    } catch {
      throw .cancelled(outcome)
    }
    if let total = limits.total, passed >= total {
      throw TransportError(.timedOut, outcome: outcome, message: "the request took longer than \(total)")
    }
  }

  /// What clocks can add to the time without an overflow.
  private static let longest = Duration.seconds(1 << 31)
}
