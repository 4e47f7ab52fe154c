internal import ChunkTransport
internal import HTTPTypes

/// What a check works with: a transport, servers for it, and ways to say what was expected.
struct Stage: Sendable {
  let check: TransportCheck
  let subject: TransportUnderTest
  private let opened: TransportUnderTest.Opened

  init(check: TransportCheck, subject: TransportUnderTest) async throws {
    self.check = check
    self.subject = subject
    opened = try await subject.open()
  }

  var transport: any Transport { opened.transport }

  func close() async throws { try await opened.close() }

  /// Who answers to the transport, over the wire or in memory.
  func peer(_ manner: PeerManner = .answers()) throws -> any Peer { try opened.makePeer(manner) }

  /// A failure of the check.
  func broken(_ saw: String) -> CheckFailure {
    CheckFailure(check: check.name, promise: check.promise, saw: saw)
  }

  /// Fails the check unless something is so.
  func require(_ condition: Bool, _ saw: @autoclosure () -> String) throws {
    if !condition { throw broken(saw()) }
  }

  /// Fails the check unless something is there.
  func require<Value>(_ value: Value?, _ saw: @autoclosure () -> String) throws -> Value {
    guard let value else { throw broken(saw()) }
    return value
  }

  /// Fails the check unless something becomes true.
  func wait(for what: String, until condition: @Sendable () -> Bool) async throws {
    try require(await eventually(within: .seconds(30), condition), "\(what) did not come within 30 seconds")
  }

  /// The answer to a request.
  ///
  /// - Throws: ``CheckFailure`` if there is none.
  @discardableResult
  func answer(to request: TransportRequest, _ what: String = "") async throws -> TransportResponse {
    switch await transport.result(of: request) {
    case .success(let response): return response
    case .failure(let error): throw broken("\(what) no answer: \(error)")
    }
  }

  /// Sends a request and expects this status.
  @discardableResult
  func expect(_ status: Int, to request: TransportRequest, _ what: String = "") async throws
    -> TransportResponse
  {
    let response = try await answer(to: request, what)
    try require(
      response.head.status.code == status, "\(what) status \(response.head.status.code) instead of \(status)")
    return response
  }

  /// Sends a request that a backend may refuse as unsupported before anything leaves; false if it does.
  ///
  /// - Throws: ``CheckFailure`` if it fails in another way, or is answered by another status than 200.
  func isSupported(_ request: TransportRequest, _ what: String = "") async throws -> Bool {
    switch await transport.result(of: request) {
    case .success(let response):
      try require(response.head.status.code == 200, "\(what) status \(response.head.status.code)")
      return true
    case .failure(let error):
      try require(error.reason == .unsupported && error.outcome == .neverSent, "\(what) \(error)")
      return false
    }
  }

  /// How a send fails.
  ///
  /// - Throws: ``CheckFailure`` if it does not.
  func failure(of request: TransportRequest, _ what: String = "") async throws -> FailedSend {
    try failed(await transport.timed(request), what)
  }

  /// Sends a request, cancels it when something has become true, and gives how it ended and how long
  /// that took after the cancellation.
  ///
  /// - Throws: ``CheckFailure`` if there is an answer all the same, or nothing becomes true.
  func cancelled(
    _ request: TransportRequest, _ what: String = "", when isReady: @escaping @Sendable () -> Bool
  ) async throws -> FailedSend {
    let send = await transport.timed(request, cancelWhen: isReady)
    return try failed(require(send, "\(what) the request did not come so far within 30 seconds"), what)
  }

  private func failed(_ send: TimedSend, _ what: String) throws -> FailedSend {
    switch send.result {
    case .success(let response):
      throw broken("\(what) an answer, \(response.head.status.code), instead of a failure")
    case .failure(let error): return FailedSend(send: send, error: error)
    }
  }
}

/// A send that failed.
struct FailedSend: Sendable {
  let send: TimedSend
  let error: TransportError
}
