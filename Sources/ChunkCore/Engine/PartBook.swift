internal import ChunkModels
internal import ChunkThreads

/// The parts that the server has acknowledged, which the commit names in file order.
final class PartBook: Sendable {
  private struct State {
    var parts: [UploadPart?]
    var remaining: Int64
  }

  private let state: Mutex<State>

  init(count: Int64) {
    state = Mutex(State(parts: Array(repeating: nil, count: Int(count)), remaining: count))
  }

  /// How many are missing.
  var remaining: Int64 { state.withLock { $0.remaining } }

  /// All of them, once none is missing.
  var all: [UploadPart] { state.withLock { $0.parts.compactMap { $0 } } }

  func note(_ part: UploadPart, at index: Int64) {
    state.withLock { state in
      state.parts[Int(index)] = part
      state.remaining -= 1
    }
  }
}
