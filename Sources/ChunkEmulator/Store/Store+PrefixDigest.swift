internal import NIOPosix

/// Keeping the whole file's digest up with the parts, so that a commit has little left to read.
extension Store {
  /// Takes stored parts into the session's digest, on a thread of the pool: those that were not the
  /// next in file order when they came. At most one thread does it for a session.
  func followPrefix(ofSession id: String) {
    let starts = state.withLock { state in
      guard let session = state.sessions[id], !session.isFollowing, session.nextForPrefix != nil else {
        return false
      }
      state.sessions[id]?.isFollowing = true
      return true
    }
    guard starts else { return }
    NIOThreadPool.singleton.submit { [weak self] _ in
      while let self, self.takeNextPart(ofSession: id) {}
    }
  }

  /// Takes one part; `false` if there is none, which ends the following.
  private func takeNextPart(ofSession id: String) -> Bool {
    let session = state.withLock { state -> SessionState? in
      guard let session = state.sessions[id] else { return nil }
      guard session.nextForPrefix != nil, !session.isCommitting else {
        state.sessions[id]?.isFollowing = false
        return nil
      }
      return session
    }
    guard let session, let prefix = session.prefix, let part = session.nextForPrefix else { return false }
    // What cannot be read now is read at commit, which reports the error.
    guard let longer = try? prefix.extended(by: part.size, of: session.file) else { return false }
    state.withLock { $0.sessions[id]?.advance(to: longer) }
    return true
  }
}

extension SessionState {
  /// The stored part that the digest has not seen and that comes next in file order.
  var nextForPrefix: StoredPart? { prefix.flatMap { parts[$0.byteCount] } }

  /// Takes a digest that has seen more than the one known.
  mutating func advance(to longer: PrefixDigest) {
    if longer.byteCount > prefix?.byteCount ?? 0 { prefix = longer }
  }
}
