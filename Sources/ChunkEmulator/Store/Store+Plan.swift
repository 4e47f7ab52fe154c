internal import ChunkDigest
internal import ChunkModels
internal import NIOPosix

/// What a plan found: stored parts by the request that they answer, and requests that nothing answers.
struct PlanResult: Sendable {
  var hits: [(request: UploadPartPlan, part: StoredPart)] = []
  var misses: [UploadPartPlan] = []
}

/// Parts that the server holds already, found by their SHA-512.
///
/// All content counts: every version of every file, and the parts of open sessions. Digests are
/// computed when a plan first asks, not while parts arrive: most uploads never plan, and a second
/// digest of every byte would slow all of them.
extension Store {
  /// Looks up parts, and puts what is found into the session as if it had been uploaded: the part ids
  /// can go straight into a commit, and the part list shows them.
  func plan(session id: String, parts: [UploadPartPlan]) async throws -> PlanResult {
    try await NIOThreadPool.singleton.runIfActive { [self] in
      var result = PlanResult()
      for wanted in parts {
        if let part = try take(wanted, into: id) {
          result.hits.append((wanted, part))
        } else {
          result.misses.append(wanted)
        }
      }
      return result
    }
  }

  private struct Candidate: Sendable {
    var contentID: String
    var part: StoredPart
  }

  private func take(_ wanted: UploadPartPlan, into id: String) throws -> StoredPart? {
    let session = try session(id)
    // What the client says may be negative, or too large to be added.
    let (end, isTooLarge) = wanted.offset.addingReportingOverflow(wanted.size)
    guard !isTooLarge, wanted.offset >= 0, wanted.size > 0 else {
      throw APIError.rangeDoesNotFit("\(wanted.size) bytes at offset \(wanted.offset) are no part")
    }
    let range = wanted.offset..<end
    try session.record.checkFit(range, total: session.record.size)
    if let own = session.parts[wanted.offset] {
      return try digest(of: Candidate(contentID: id, part: own)) == wanted.sha512.lowercased() ? own : nil
    }
    for candidate in candidates(ofSize: wanted.size)
    where try digest(of: candidate) == wanted.sha512.lowercased() {
      return try copy(candidate, to: range, session: id)
    }
    return nil
  }

  private func candidates(ofSize size: Int64) -> [Candidate] {
    state.withLock { state in
      let stored = state.files.values.flatMap(\.versions).flatMap { version in
        version.parts.map { Candidate(contentID: version.contentID, part: $0) }
      }
      let arriving = state.sessions.values.flatMap { session in
        session.parts.values.map { Candidate(contentID: session.record.id, part: $0) }
      }
      return (stored + arriving).filter { $0.part.size == size }
    }
  }

  private func digest(of candidate: Candidate) throws -> String {
    if let known = planDigests.withLock({ $0[candidate.part.id] }) { return known }
    let digest = try content(candidate.contentID).digest(of: candidate.part.range, SHA512.self).hexadecimal
    planDigests.withLock { $0[candidate.part.id] = digest }
    return digest
  }

  private func copy(_ candidate: Candidate, to range: Range<Int64>, session id: String) throws -> StoredPart?
  {
    guard let sha1 = Digest<SHA1>(hexadecimal: candidate.part.sha1) else { return nil }
    let source = try content(candidate.contentID)
    let writer = try beginPart(session: id, range: range, total: try session(id).record.size)
    try source.forEachBlock(in: candidate.part.range) { block, _ in try writer.write(block) }
    return try finishPart(writer, expected: sha1)
  }
}
