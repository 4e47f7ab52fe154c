internal import ChunkThreads
public import ChunkTransport

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A transport without a network, for the tests of programs that send.
///
/// It keeps the promises of `Transport` that make sense in memory, and the conformance checks are run
/// against it too: bodies are read as a backend reads them, invalid requests are refused, limits are kept
/// by a clock that can be one of the test's, and cancelling ends a send.
///
/// ```swift
/// let transport = MemoryTransport(.failure(.connectionLost, .outcomeUnknown), .text(200, "{}"))
/// // … use it, and then
/// #expect(transport.requests.map(\.url) == ["https://api.example/a", "https://api.example/a"])
/// ```
///
/// A function that answers to requests is a whole service, and faults can be put between it and its user:
///
/// ```swift
/// let transport = MemoryTransport { request in .text(200, request.path) }
/// transport.inject(.loseAnswer, on: RequestMatch(.put, path: "/parts/*"), nth: 2)
/// ```
public final class MemoryTransport: Transport {
  /// Answers to requests. It is called by the task that sends, for several requests at a time.
  public typealias Service = @Sendable (RecordedRequest) -> MemoryAnswer

  private struct State {
    var requests: [RecordedRequest] = []
    var faults: [InjectedFault] = []
  }

  let clock: any Clock<Duration>
  private let service: Service
  private let keepsBodies: Bool
  private let state = Mutex(State())

  /// A transport whose requests are answered by a function.
  ///
  /// - Parameters:
  ///   - clock: What delays and limits are measured with: ``ImmediateClock`` for tests that do not wait.
  ///   - keepsBodies: Whether the records in ``requests`` have the bodies' bytes; the function has them in any case.
  ///   - service: Answers to each request.
  public init(
    clock: some Clock<Duration> = ContinuousClock(), keepsBodies: Bool = true, service: @escaping Service
  ) {
    self.clock = clock
    self.keepsBodies = keepsBodies
    self.service = service
  }

  /// A transport that gives these answers, in this order; the last one serves all that follow.
  public convenience init(_ answers: MemoryAnswer..., clock: some Clock<Duration> = ContinuousClock()) {
    self.init(clock: clock) { request in
      answers.isEmpty ? .silence : answers[min(request.number, answers.count - 1)]
    }
  }

  /// The requests so far whose bodies were complete, in the order in which they were.
  public var requests: [RecordedRequest] { state.withLock { $0.requests } }

  /// Forgets the requests so far; the next one has the number 0.
  public func forgetRequests() { state.withLock { $0.requests = [] } }

  /// Puts a fault between the user and the service.
  ///
  /// - Parameters:
  ///   - fault: What is to happen.
  ///   - match: To which requests. Of several faults for a request, the first that was put in happens.
  ///   - nth: To which of these first, from 1.
  ///   - times: To how many in a row.
  public func inject(
    _ fault: MemoryFault, on match: RequestMatch = .any, nth: Int = 1, times: Int = 1
  ) {
    let entry = InjectedFault(fault: fault, match: match, toPass: max(0, nth - 1), times: times)
    state.withLock { $0.faults.append(entry) }
  }

  /// Takes all faults away.
  public func removeFaults() { state.withLock { $0.faults = [] } }

  /// Sends a request to the service; see `Transport.send(_:)`.
  ///
  /// - Throws: `TransportError`.
  public func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
    if Task.isCancelled { throw .cancelled(.neverSent) }
    try request.validate()
    let fault = takeFault(for: request)
    if case .refuseConnection = fault {
      throw TransportError(
        .connectFailed, outcome: .neverSent,
        message: "\(request.head.authority ?? ""): a fault that the test has made")
    }
    var waits = MemoryWaits(clock: clock, limits: request.limits)
    let body = try await waits.read(request, losingAfter: fault?.lostAfter)
    let recorded = record(request, body)
    var answer: MemoryAnswer
    if case .answer(let instead) = fault { answer = instead } else { answer = service(recorded) }
    if case .delay(let delay) = fault { answer = answer.after(delay) }
    if case .loseAnswer = fault {
      answer = MemoryAnswer.failure(.connectionLost, .outcomeUnknown).after(answer.delay)
    }
    return try await waits.receive(answer, to: request)
  }

  private func takeFault(for request: TransportRequest) -> MemoryFault? {
    state.withLock { state in
      var found: Int?
      for index in state.faults.indices where state.faults[index].match.matches(request) {
        if state.faults[index].toPass > 0 {
          state.faults[index].toPass -= 1
        } else if found == nil, state.faults[index].times > 0 {
          state.faults[index].times -= 1
          found = index
        }
      }
      return found.map { state.faults[$0].fault }
    }
  }

  private func record(_ request: TransportRequest, _ body: Data) -> RecordedRequest {
    state.withLock { state in
      let recorded = RecordedRequest(
        number: state.requests.count, request: request, body: body, bodyCount: Int64(body.count))
      state.requests.append(recorded)
      if !keepsBodies { state.requests[recorded.number].body = Data() }
      return recorded
    }
  }
}

extension MemoryFault {
  /// After how many bytes of the body the connection is lost, if it is.
  fileprivate var lostAfter: Int64? { if case .loseBody(let count) = self { count } else { nil } }
}

extension TransportError {
  static func cancelled(_ outcome: Outcome) -> TransportError {
    TransportError(.cancelled, outcome: outcome, message: "the task was cancelled")
  }
}
