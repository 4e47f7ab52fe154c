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
/// All content that the user may read counts: every version of every file, and the parts of the user's own
/// sessions. Digests are computed when a plan first asks, unless they are to be taken while parts arrive: most
/// uploads never plan, and a second digest of every byte would slow all of them.
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
    var content: Content
    var part: StoredPart
  }

  /// Where a part's bytes are.
  private enum Content: Sendable {
    case file(id: String)
    case session(ContentFile)
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
      let isSame =
        try digest(of: Candidate(content: .session(session.file), part: own)) == wanted.sha512.lowercased()
      return isSame ? own : nil
    }
    for candidate in candidates(ofSize: wanted.size, for: session.record.owner ?? .first)
    where try digest(of: candidate) == wanted.sha512.lowercased() {
      return try copy(candidate, to: range, session: id)
    }
    return nil
  }

  private func candidates(ofSize size: Int64, for user: User) -> [Candidate] {
    state.withLock { state in
      let stored = state.files.values.flatMap(\.versions).flatMap { version in
        version.parts.map { Candidate(content: .file(id: version.contentID), part: $0) }
      }
      let sessions = (state.sessions.values + state.held).filter { ($0.record.owner ?? .first) == user }
      let arriving = sessions.flatMap { session in
        session.parts.values.map { Candidate(content: .session(session.file), part: $0) }
      }
      return (stored + arriving).filter { $0.part.size == size }
    }
  }

  private func digest(of candidate: Candidate) throws -> String {
    if let known = planDigests.withLock({ $0[candidate.part.id] }) { return known }
    let digest = try file(of: candidate).digest(of: candidate.part.range, SHA512.self).hexadecimal
    planDigests.withLock { $0[candidate.part.id] = digest }
    return digest
  }

  private func copy(_ candidate: Candidate, to range: Range<Int64>, session id: String) throws -> StoredPart?
  {
    let writer = try beginPart(session: id, range: range, total: try session(id).record.size)
    let shift = range.lowerBound - candidate.part.offset
    // It was checked when it came: it is copied and not hashed again.
    try file(of: candidate).forEachBlock(in: candidate.part.range) { block, offset in
      try writer.copy(block, at: offset + shift)
    }
    let part = StoredPart(
      id: Identifiers.hexadecimal(digits: Identifiers.partDigits), offset: range.lowerBound,
      size: candidate.part.size, sha1: candidate.part.sha1)
    try addPart(part, session: id, permit: writer.permit, prefix: nil)
    let known = planDigests.withLock { $0[candidate.part.id] }
    if let known { planDigests.withLock { $0[part.id] = known } }
    return part
  }

  private func file(of candidate: Candidate) throws -> ContentFile {
    switch candidate.content {
    case .file(let id): try content(id)
    case .session(let file): file
    }
  }
}
