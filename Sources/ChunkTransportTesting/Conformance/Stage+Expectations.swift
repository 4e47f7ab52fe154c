internal import ChunkTransport
internal import HTTPTypes

extension Stage {
  /// Fails the check unless a send failed for one of these reasons, with one of these outcomes, within
  /// a time, or so much longer as the machine was late.
  func expect(
    _ failed: FailedSend, _ reasons: TransportError.Reason..., outcome outcomes: TransportError.Outcome...,
    within limit: Duration = .seconds(10), at what: String = ""
  ) throws {
    let error = failed.error
    try require(reasons.contains(error.reason), "\(what) \(error)")
    try require(outcomes.contains(error.outcome), "\(what) \(error)")
    try require(
      failed.send.isWithin(limit),
      "\(what) it took \(failed.send.duration); \(limit) were allowed, and the machine was late by \(failed.send.delay)"
    )
  }

  /// Fails the check unless a body arrived as it was meant, under a head that says its length once.
  func expectArrived(_ received: ReceivedRequest?, _ body: [UInt8], _ what: String = "") throws {
    let received = try require(received, "\(what) no request arrived")
    let lengths = received.values(of: "Content-Length")
    try require(lengths == ["\(body.count)"], "\(what) Content-Length: \(lengths), of \(body.count) bytes")
    try require(
      received.values(of: "Transfer-Encoding").isEmpty, "\(what) Transfer-Encoding beside Content-Length")
    try require(
      received.bodyCount == body.count, "\(what) \(received.bodyCount) of \(body.count) bytes arrived")
    let firstWrong = zip(received.body, body).enumerated().first { $1.0 != $1.1 }?.offset
    try require(
      firstWrong == nil, "\(what) byte \(firstWrong ?? 0) and what follows are not those of the body")
  }
}
