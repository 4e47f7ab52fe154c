#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
internal import ChunkModels
internal import HTTPTypes
internal import Hummingbird

/// Lets the faults that hit one request happen.
struct FaultRun {
  let effects: FaultEffects
  let connection: Connection
  let body: RequestBodyReader
  let clock: ServerClock

  /// Gets the answer: from the work, or from a fault that takes its place.
  ///
  /// - Throws: ``ConnectionEnded`` if a fault ended the connection.
  func answer(_ work: () async throws -> Response) async throws -> Response {
    if effects.delay > 0 { try await Task.sleep(for: .milliseconds(effects.delay)) }
    try await stall(at: .before)
    switch effects.ending {
    case .resetBefore:
      await connection.reset()
      throw ConnectionEnded()
    case .status(let answer, let point):
      try await readBody(upTo: point)
      return FaultAnswers.status(answer, clock)
    case .resetAfterBody:
      try await body.drain()
      await connection.reset()
      throw ConnectionEnded()
    case .html:
      try await body.drain()
      return FaultAnswers.html()
    case .accepted(let retryAfter):
      try await body.drain()
      return Answer.accepted(retryAfter: retryAfter)
    case .throttle(_, let retryAfter):
      // The body stays where it is: what comes of it after the answer is dropped.
      return FaultAnswers.throttled(retryAfter: retryAfter, clock)
    case .redirect(let location, let status):
      try await body.drain()
      return Answer.empty(HTTPResponse.Status(code: status), headers: [.location: location])
    default:
      return try await work()
    }
  }

  /// Changes the answer, or ends the connection in its place.
  ///
  /// - Throws: ``ConnectionEnded`` if a fault ended the connection.
  func finish(_ response: Response) async throws -> Response {
    try await stall(at: .answer)
    var response = response
    if effects.hasWrongSHA1 { response = try await FaultAnswers.withWrongSHA1(response) }
    if let rate = effects.bytesPerSecond { response = FaultAnswers.slowed(response, bytesPerSecond: rate) }
    switch effects.ending {
    case .statusAfter(let answer): return FaultAnswers.status(answer, clock)
    case .truncatedJSON: return try await FaultAnswers.withHalfBody(response)
    case .hugeBody: return FaultAnswers.endless()
    case .loseAnswer: break
    case .truncatedHeader(let text): await connection.send([UInt8](text.utf8))
    case .truncatedBody: await connection.send(try await FaultAnswers.halfSent(response))
    default: return response
    }
    await connection.close()
    throw ConnectionEnded()
  }

  private func stall(at point: FaultPoint) async throws {
    let seconds = effects.stall(at: point)
    if seconds > 0 { try await Task.sleep(for: .seconds(seconds)) }
  }

  private func readBody(upTo point: FaultPoint) async throws {
    switch point {
    case .before: break
    case .body(let bytes): while body.byteCount < bytes, try await body.next() != nil {}
    case .answer: try await body.drain()
    }
  }
}
