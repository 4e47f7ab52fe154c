import ChunkEmulator
import Testing

@testable import ChunkCore

/// A state that an upload can be in, and how one is brought there, to stay there for an hour.
struct UploadState: Sendable, CustomTestStringConvertible {
  /// Where the bytes come from.
  enum Source: Sendable {
    /// Twenty megabytes.
    case file
    /// A file that takes long to hash.
    case hugeFile
    /// Those that nobody writes to.
    case namedPipe, pipe, stream
    /// A stream of all bytes.
    case fullStream
  }

  let testDescription: String
  var faults: [Fault] = []
  var source = Source.file
  /// Whether the upload goes on with a session that is open.
  var isContinued = false
  /// Whether another upload has the only place in flight.
  var hasNeighbour = false
  var change: @Sendable (inout UploadOptions) -> Void = { _ in }
  /// How the upload ends when it is cancelled here.
  var kind = ChunkError.Kind.cancelled
  /// How many parts the server has by then; `nil` before the session is the upload's.
  var acknowledgedParts: Int? = 0
  /// Whether the session can be aborted.
  var isAbortable = true
  /// Whether the upload has come there.
  let isReached: @Sendable (Rig) -> Bool

  /// An operation that the server does not answer.
  fileprivate init(
    _ name: String, hanging operation: ChunkEmulator.Operation, nth: Int = 1, at point: FaultPoint = .answer,
    after earlier: Fault..., acknowledged: Int?
  ) {
    testDescription = name
    faults = earlier + [Fault(on: operation, nth: nth, times: 0, do: .stall(seconds: 3600, at: point))]
    acknowledgedParts = acknowledged
    isReached = { $0.counters.requests(for: operation) == nth }
  }

  /// Something that happens on the client's side.
  fileprivate init(
    _ name: String, faults: Fault..., source: Source = .file, acknowledged: Int = 0,
    isReached: @escaping @Sendable (Rig) -> Bool
  ) {
    testDescription = name
    self.faults = faults
    self.source = source
    acknowledgedParts = acknowledged
    self.isReached = isReached
  }

  fileprivate func with(_ body: (inout UploadState) -> Void) -> UploadState {
    var state = self
    body(&state)
    return state
  }

  fileprivate func retrying(_ retries: RetryPolicy) -> UploadState {
    with { $0.change = { $0.retries = retries } }
  }
}

extension UploadState {
  static let all = beginnings + sources + sending + waits + endings

  private static let beginnings = [
    UploadState("creating the session", hanging: .create, acknowledged: nil),
    UploadState("reading the session", hanging: .get, acknowledged: nil).with { $0.isContinued = true },
    UploadState("listing its parts", hanging: .list, acknowledged: 0).with { $0.isContinued = true },
  ]

  private static let sources = [
    UploadState("hashing, nothing sent", source: .hugeFile) { !$0.events.sessions.isEmpty },
    UploadState("a named pipe without a writer", source: .namedPipe) { !$0.events.sessions.isEmpty },
    UploadState("a pipe without bytes", source: .pipe) { !$0.events.sessions.isEmpty },
    UploadState("a stream without bytes", source: .stream) { !$0.events.sessions.isEmpty },
    // The first part is held by the request that hangs.
    UploadState("no memory for another part", hanging: .part, at: .body(afterBytes: 1 << 20), acknowledged: 0)
      .with {
        $0.source = .fullStream
        $0.change = { $0.budget = UploadBudget(concurrency: .fixed(1), memory: 0) }
      },
  ]

  private static let sending = [
    UploadState("the body goes out", hanging: .part, nth: 2, at: .body(afterBytes: 1 << 20), acknowledged: 1),
    UploadState("no answer yet", hanging: .part, nth: 2, acknowledged: 1),
    UploadState(
      "asking whether it landed", hanging: .list, after: .status(500, on: .part, nth: 2), acknowledged: 1),
    UploadState("no place in flight", hanging: .part, acknowledged: 0).with { $0.hasNeighbour = true },
  ]

  private static let waits = [
    UploadState(
      "Retry-After", faults: .status(429, on: .part, nth: 2, retryAfter: .text("600")), acknowledged: 1
    ) {
      !$0.events.retries.isEmpty
    },
    // With two in flight, the other one's next part waits for the end of the pause.
    UploadState(
      "a pause of all", faults: .status(429, on: .part, nth: 2, retryAfter: .text("600")), acknowledged: 1
    ) {
      !$0.events.retries.isEmpty && !$0.events.parts.isEmpty
    }.with { $0.change = { $0.budget = UploadBudget(concurrency: .fixed(2)) } },
    UploadState("backoff", faults: .status(500, on: .part, nth: 2), acknowledged: 1) {
      !$0.events.retries.isEmpty
    }
    .retrying(RetryPolicy(baseDelay: .seconds(1_000_000), maximumDelay: .seconds(1_000_000))),
    UploadState("no token for a retry", faults: .status(500, on: .part, nth: 2), acknowledged: 1) {
      !$0.events.retries.isEmpty
    }.retrying(RetryPolicy(baseDelay: .zero, burst: 0, refillInterval: .seconds(3600))),
  ]

  private static let endings = [
    UploadState("committing", hanging: .commit, at: .before, acknowledged: 5),
    UploadState(
      "the parts are put together", faults: .status(202, on: .commit, retryAfter: .text("600")),
      acknowledged: 5
    ) {
      !$0.events.processing.isEmpty
    },
    // The file exists, and with it the session is over.
    UploadState(
      "reading the committed file", hanging: .file, after: Fault(on: .commit, do: .loseAnswer),
      acknowledged: 5),
    // It has failed, and stays failed.
    UploadState("aborting", hanging: .delete, after: .status(403, on: .part, nth: 2), acknowledged: 1).with {
      $0.kind = .forbidden
      $0.isAbortable = false
      $0.change = { $0.onFailure = .abort }
    },
  ]
}
