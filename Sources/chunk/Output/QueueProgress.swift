import ChunkCore
import Synchronization

/// How far all uploads of a queue are together.
final class QueueProgress: Sendable {
  fileprivate struct State {
    var files: [UploadProgress]
    var hasEnded: [Bool]
    var total = UploadProgress.nothing
    var finished = 0
  }

  private let state: Mutex<State>

  /// - Parameter sizes: The size of each file, 0 for one that is not known.
  init(sizes: [Int64]) {
    let files = sizes.map {
      UploadProgress(totalBytes: $0, acknowledgedBytes: 0, inFlightBytes: 0, wireBytes: 0)
    }
    let none = [Bool](repeating: false, count: files.count)
    state = Mutex(
      State(files: files, hasEnded: none, total: files.reduce(.nothing) { $0.adding($1, minus: .nothing) }))
  }

  /// Notes how far a file is.
  func note(_ progress: UploadProgress, of file: Int) {
    state.withLock { state in
      if !state.hasEnded[file] { state.replace(file, with: progress) }
    }
  }

  /// Notes that a file has ended. Of one that failed, what is missing is not expected any more.
  func noteEnd(of file: Int, isFinished: Bool) {
    state.withLock { state in
      guard !state.hasEnded[file] else { return }
      state.hasEnded[file] = true
      var last = state.files[file]
      last.inFlightBytes = 0
      if isFinished {
        last.acknowledgedBytes = last.totalBytes
        state.finished += 1
      } else {
        last.totalBytes = last.acknowledgedBytes
      }
      state.replace(file, with: last)
    }
  }

  /// All of it.
  var total: UploadProgress { state.withLock { $0.total } }

  /// `3 of 10 files`
  var title: String { state.withLock { "\($0.finished) of \($0.files.count) files" } }
}

extension QueueProgress.State {
  fileprivate mutating func replace(_ file: Int, with progress: UploadProgress) {
    total = total.adding(progress, minus: files[file])
    files[file] = progress
  }
}

extension UploadProgress {
  fileprivate static let nothing = UploadProgress(
    totalBytes: 0, acknowledgedBytes: 0, inFlightBytes: 0, wireBytes: 0)

  fileprivate func adding(_ new: UploadProgress, minus old: UploadProgress) -> UploadProgress {
    UploadProgress(
      totalBytes: totalBytes + new.totalBytes - old.totalBytes,
      acknowledgedBytes: acknowledgedBytes + new.acknowledgedBytes - old.acknowledgedBytes,
      inFlightBytes: inFlightBytes + new.inFlightBytes - old.inFlightBytes,
      wireBytes: wireBytes + new.wireBytes - old.wireBytes)
  }
}
