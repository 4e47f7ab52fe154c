internal import ChunkThreads

/// A record in a directory, with its lock.
final class FileResumeEntry: ResumeEntry {
  private struct State {
    /// `nil` when the entry was closed.
    var lock: StateLock?
    /// Whether the record that is there may be replaced: not if it is of a newer version.
    var isReplaceable = false
  }

  private let directory: StateDirectory
  private let names: StateFileNames
  private let key: ResumeKey?
  private let state: Mutex<State>

  /// Locks a record, and removes what a process that was killed has left of one.
  ///
  /// - Parameter key: Whose record it has to be, or `nil` for that of whatever upload has the id.
  init(id: String, key: ResumeKey?, in directory: StateDirectory) throws(ResumeError) {
    self.directory = directory
    self.key = key
    names = StateFileNames(id: id)
    let lock = try StateLock.take(names.lock, in: directory)
    state = Mutex(State(lock: lock))
    // Only who has the lock writes, so nobody is writing this now.
    try? directory.remove(names.temporary)
  }

  deinit { close() }

  func read() throws(ResumeError) -> ResumeRecord? {
    try state.withLock { state throws(ResumeError) in
      try checkOpen(state)
      let record = try names.readRecord(in: directory)
      if let record { try checkKey(of: record) }
      state.isReplaceable = true
      return record
    }
  }

  func write(_ record: ResumeRecord) throws(ResumeError) {
    try state.withLock { state throws(ResumeError) in
      guard try checkOpen(state).isInPlace else { throw .lockRemoved(directory.file(names.lock)) }
      try checkKey(of: record)
      if !state.isReplaceable {
        try checkReplaceable()
        state.isReplaceable = true
      }
      let bytes: [UInt8]
      do {
        bytes = try ResumeFormat.bytes(of: record)
      } catch {
        throw .unavailable(
          directory.file(names.record), "it cannot be written as JSON: \(error)",
          remedy: "Correct the value named there")
      }
      try directory.replace(names.record, with: bytes, writing: names.temporary)
    }
  }

  func remove() throws(ResumeError) {
    try state.withLock { state throws(ResumeError) in
      let lock = try checkOpen(state)
      // If not, whoever has the record now goes on with it.
      if lock.isInPlace {
        try directory.remove(names.record)
        try directory.remove(names.temporary)
      }
      lock.release()
      state.lock = nil
      directory.synchronize()
    }
  }

  func close() {
    state.withLock { state in
      state.lock?.release()
      state.lock = nil
    }
  }

  @discardableResult private func checkOpen(_ state: State) throws(ResumeError) -> StateLock {
    guard let lock = state.lock else { throw .closed(directory.file(names.record)) }
    return lock
  }

  private func checkKey(of record: ResumeRecord) throws(ResumeError) {
    guard record.key.id == names.id, key == nil || record.key == key else {
      throw .otherUpload(directory.file(names.record))
    }
  }

  private func checkReplaceable() throws(ResumeError) {
    do throws(ResumeError) {
      if let record = try names.readRecord(in: directory) { try checkKey(of: record) }
    } catch {
      guard error.kind == .torn else { throw error }
    }
  }
}
