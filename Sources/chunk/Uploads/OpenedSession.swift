import ChunkCore
import Synchronization

/// The session of an upload that runs, for whoever has to name it when the upload is cut off.
final class OpenedSession: Sendable {
  private struct State {
    var id: String?
    var wasOpened = false
    var nameTaken: UploadEvent.NameTaken?
  }

  private let state = Mutex(State())

  /// The session that would be left if the program ended now. Nothing is waited for.
  var id: String? { state.withLockIfAvailable { $0.id } ?? nil }

  /// Whether there was one at any time.
  var wasOpened: Bool { state.withLock { $0.wasOpened } }

  /// What became of the name, if it was taken.
  var nameTaken: UploadEvent.NameTaken? { state.withLock { $0.nameTaken } }

  /// Notes that there is one, though nothing is known of it.
  func noteOpened() { state.withLock { $0.wasOpened = true } }

  /// Notes what an event says of the session.
  func note(_ event: UploadEvent) {
    switch event {
    case .nameTaken(let taken): state.withLock { $0.nameTaken = taken }
    case .sessionOpened(let session):
      state.withLock { state in
        state.id = session.id
        state.wasOpened = true
      }
    case .aborted, .finished: state.withLock { $0.id = nil }
    default: break
    }
  }
}
