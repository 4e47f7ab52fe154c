import ChunkCoreTestSupport
import ChunkEmulator

/// What is waited for: as long as the service says, or until the watchdog ends it.
extension FaultRow {
  private static func refusal(_ status: Int, _ retryAfter: RetryAfter, at point: FaultPoint) -> FaultAction {
    .status(StatusAnswer(status: status, retryAfter: retryAfter), at: point)
  }

  private static func stall(at point: FaultPoint) -> FaultAction { .stall(seconds: 3600, at: point) }

  /// In this time the server does its work, on a busy machine too, and then says nothing.
  static let work = Duration.seconds(6)

  static let waits = retryAfters + stalls

  private static let retryAfters: [FaultRow] = [
    part("429, seconds", refusal(429, .text("17"), at: .answer), attempts: 2, lists: 0),
    part("429, a date", refusal(429, .date(inSeconds: 60), at: .answer), attempts: 2, lists: 0),
    part("429 before the body", refusal(429, .text("17"), at: .before), attempts: 2, lists: 0),
    part("503, seconds", refusal(503, .text("17"), at: .answer), attempts: 2, lists: 2),
    part("503, a date", refusal(503, .date(inSeconds: 60), at: .answer), attempts: 2, lists: 2),
    part("503 before the body", refusal(503, .text("17"), at: .before), attempts: 2, lists: 2),
  ]

  private static let stalls: [FaultRow] = [
    // The server never hears of the first attempt.
    part("stall in connect", attempts: 1, lists: 0).with { $0.meddling = .deadEnd },
    part("stall before the body", stall(at: .before), attempts: 2, lists: 2),
    part("stall in the body", stall(at: .body(afterBytes: 1 << 20)), attempts: 2, lists: 2),
    part("stall before the answer, stored", stall(at: .answer), attempts: 1, lists: 2)
      .with { $0.meddling = .impatientPart(work) },
  ].map { row in row.with { $0.meddling = $0.meddling ?? .impatientPart(.milliseconds(300)) } }
}
