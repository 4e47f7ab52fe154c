internal import ChunkModels
internal import Synchronization

/// The parts that the server has acknowledged, which the commit names in file order.
final class PartBook: Sendable {
  private let parts: Mutex<[UploadPart?]>
  private let left: Atomic<Int64>

  init(count: Int64) {
    parts = Mutex(Array(repeating: nil, count: Int(count)))
    left = Atomic(count)
  }

  /// How many are missing.
  var remaining: Int64 { left.load(ordering: .relaxed) }

  /// All of them, once none is missing.
  var all: [UploadPart] { parts.withLock { $0.compactMap { $0 } } }

  func note(_ part: UploadPart, at index: Int64) {
    parts.withLock { $0[Int(index)] = part }
    left.subtract(1, ordering: .relaxed)
  }
}
