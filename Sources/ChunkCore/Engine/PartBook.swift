internal import ChunkModels
internal import ChunkThreads

/// The parts that the server has acknowledged, which the commit names in file order.
final class PartBook: Sendable {
  private struct State {
    var parts: [UploadPart?]
    var remaining: Int64
    /// Those that the service has by another upload, as it says; nothing of them was sent.
    var hits: Set<Int64> = []
  }

  private let state: Mutex<State>

  init(count: Int64) {
    state = Mutex(State(parts: Array(repeating: nil, count: Int(count)), remaining: count))
  }

  /// How many are missing.
  var remaining: Int64 { state.withLock { $0.remaining } }

  /// All of them, once none is missing.
  var all: [UploadPart] { state.withLock { $0.parts.compactMap { $0 } } }

  /// Those that were not sent, since the service has them by another upload; by number.
  var hits: [(index: Int64, part: UploadPart)] {
    state.withLock { state in
      state.hits.sorted().compactMap { index in state.parts[Int(index)].map { (index, $0) } }
    }
  }

  /// Whether a part is there.
  func has(_ index: Int64) -> Bool { state.withLock { $0.parts[Int(index)] != nil } }

  func note(_ part: UploadPart, at index: Int64, isHit: Bool = false) {
    state.withLock { state in
      if state.parts[Int(index)] == nil { state.remaining -= 1 }
      state.parts[Int(index)] = part
      if isHit { state.hits.insert(index) } else { state.hits.remove(index) }
    }
  }
}
