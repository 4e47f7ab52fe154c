import ChunkTestSupport
import ChunkTransport
import ChunkTransportTesting
import Foundation
import HTTPTypes
import Synchronization

/// What happens on the client's own side to one request: to the first attempt of the third part, or to
/// the first commit. Faults of the server are the emulator's.
enum Meddling: Sendable {
  /// The part is given up when nothing has moved for so long. Only it: a busy machine is no fault of
  /// the others.
  case impatientPart(Duration)
  /// The commit is given up when nothing has moved for so long.
  case impatientCommit(Duration)
  /// The part goes to a port that nobody answers.
  case deadEnd
  /// The disk fails in the middle of the part: after it was hashed, so the transport finds out.
  case diskError
  /// The file loses its end, the third part included.
  case truncation

  /// What to do before each request of one upload.
  func hook(path: String) throws -> @Sendable (inout TransportRequest) -> Void {
    let backlog = if case .deadEnd = self { try FullBacklog() } else { nil as FullBacklog? }
    let state = Mutex(HookState())
    return { request in
      let delay: Duration? = state.withLock { state in
        if state.begun == nil {
          state.begun = .now
        } else if state.opening == nil {
          state.opening = state.begun.map { .now - $0 }
        }
        guard !state.isOver, isMeant(request) else { return nil }
        state.isOver = true
        return state.opening ?? .zero
      }
      if let delay { meddle(&request, path, backlog, delay) }
    }
  }

  private struct HookState {
    var begun: ContinuousClock.Instant?
    /// How long the first request took, which has next to nothing to do.
    var opening: Duration?
    var isOver = false
  }

  private func isMeant(_ request: TransportRequest) -> Bool {
    if case .impatientCommit = self { return request.head.path?.hasSuffix("/commit") == true }
    return request.head.headerFields[.contentRange]?.hasPrefix("bytes \(FaultRow.offset)-") == true
  }

  private func meddle(
    _ request: inout TransportRequest, _ path: String, _ backlog: FullBacklog?, _ delay: Duration
  ) {
    switch self {
    case .impatientPart(let patience), .impatientCommit(let patience):
      // A busy machine is no fault of this one either.
      let patience = LoadMeter.patience(patience, delay: delay)
      request.limits.sendStall = patience
      request.limits.answer = patience
    case .deadEnd:
      request.head.authority = "127.0.0.1:\(backlog?.port ?? 1)"
      request.limits.connect = .milliseconds(300)
    case .diskError:
      let body = request.body
      request.body = .pull(
        PullBody(length: body.count ?? 0) { offset, buffer in
          guard offset < 1 << 20 else { throw POSIXError(.EIO) }
          return try body.read(at: offset, into: buffer)
        })
    case .truncation:
      truncate(path, off_t(FaultRow.offset + 100))
    }
  }
}
