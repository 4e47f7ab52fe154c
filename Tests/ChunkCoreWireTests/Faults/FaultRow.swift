import ChunkCore
import ChunkCoreTestSupport
import ChunkEmulator
import Testing

/// A row of the fault table: what happens to an upload of five parts, and what must come of it.
struct FaultRow: Sendable, CustomTestStringConvertible {
  enum Outcome: Sendable {
    case finishes
    /// One of these kinds; the session, if it is kept, is named by the error.
    case fails(Set<ChunkError.Kind>, isKept: Bool, isTemporary: Bool)
  }

  /// Where the bytes come from.
  enum Source: Sendable {
    case bytes, file
    /// Cannot be read again.
    case stream
    /// A file that is open for writing only, so that the system refuses to read it.
    case unreadable
  }

  let testDescription: String
  var faults: [Fault] = []
  /// What the client's own side does to a request.
  var meddling: Meddling?
  var source = Source.bytes
  /// Which request's token has expired, counted from 0.
  var staleToken: Int?
  var outcome = Outcome.finishes
  /// How many bytes go again at most.
  var again: Int64
  /// How often the third part comes to the server, and the others once; `nil` if that is not known.
  var attempts: Int? = 1
  /// How many pages of the list of parts are asked for; the last one is empty.
  var lists: Int?
  /// How many times the session is committed.
  var commits: Int?
  /// What keeps a backend from passing the row on this system. Such a row runs in a process of its own.
  var knownFailures: [Backend.Name: KnownFailure] = [:]
}

extension FaultRow {
  /// Where the part begins that the rows are about: the third.
  static let offset = Int64(2 * Rig.partSize)
  /// A part's bytes.
  static let part = Int64(Rig.partSize)
  /// What the system may hand over at once, beyond the byte at which a fault ends the body.
  static let piece: Int64 = 128 << 10

  /// Something happens to the third part; with several actions, one for each attempt.
  static func part(
    _ name: String, _ actions: FaultAction..., attempts: Int, lists: Int, again: Int64? = nil,
    listAnswer: String? = nil
  ) -> FaultRow {
    let answer = listAnswer.map { StatusAnswer(status: 200, body: $0, contentType: "application/json") }
    return FaultRow(
      testDescription: name,
      faults: actions.enumerated().map { Fault(on: .part, nth: $0 + 1, offset: offset, do: $1) }
        + (answer.map { [Fault(on: .list, do: .status($0, at: .answer))] } ?? []),
      again: again ?? Int64(attempts - 1) * part, attempts: attempts, lists: lists)
  }

  /// Something happens to the commit. No part is sent for its sake.
  static func commit(_ name: String, _ faults: Fault..., commits: Int) -> FaultRow {
    FaultRow(testDescription: name, faults: faults, again: 0, lists: 0, commits: commits)
  }

  /// The same row with other values.
  func with(_ change: (inout FaultRow) -> Void) -> FaultRow {
    var row = self
    change(&row)
    return row
  }

  /// The same row, which URLSession cannot pass on Linux.
  func failingWithURLSession(_ failure: KnownFailure) -> FaultRow {
    #if canImport(FoundationNetworking)
      with { $0.knownFailures[.urlSession] = failure }
    #else
      self
    #endif
  }

  /// The same row, but it ends the upload.
  func failing(
    _ kinds: Set<ChunkError.Kind>, isKept: Bool = true, isTemporary: Bool = false
  ) -> FaultRow {
    with { $0.outcome = .fails(kinds, isKept: isKept, isTemporary: isTemporary) }
  }
}

/// What the whole table is run with: a backend, the parts one after another or in parallel, and with a plan or
/// without one. No part is there before, so a plan changes nothing of what must come of a row.
struct FaultSetting: Sendable, CustomTestStringConvertible {
  let backend: Backend
  let isParallel: Bool
  var plan = UploadPlanning.never

  var testDescription: String {
    "\(backend.testDescription), \(isParallel ? "in parallel" : "in order")\(plan == .always ? ", planned" : "")"
  }
  var concurrency: UploadConcurrency { isParallel ? .automatic() : .fixed(1) }

  static let all = Backend.all.flatMap { backend in
    [false, true].map { FaultSetting(backend: backend, isParallel: $0) }
      + [FaultSetting(backend: backend, isParallel: true, plan: .always)]
  }
}
