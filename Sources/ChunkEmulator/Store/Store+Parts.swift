internal import ChunkDigest

/// Receiving parts.
extension Store {
  /// Begins to receive a part: checks its place, and ends an older attempt at the same place.
  ///
  /// - Throws: 416 if the range does not fit the session or is stored already.
  func beginPart(session id: String, range: Range<Int64>, total: Int64) throws -> PartWriter {
    let permit = WritePermit()
    let (session, isFresh) = try state.withLock { state in
      var session = try openSession(id, in: &state)
      guard !session.isCommitting else { throw APIError.commitUnderWay }
      try session.record.checkFit(range, total: total)
      if let stored = session.storedPart(overlapping: range) { throw APIError.overlap(with: stored) }
      session.attempts[range.lowerBound]?.revoke()
      session.attempts[range.lowerBound] = permit
      let isFresh = session.touched.insert(range.lowerBound).inserted && !session.isRestored
      state.sessions[id] = session
      return (session, isFresh)
    }
    return try PartWriter(
      sessionID: id, range: range, file: session.file, prefix: session.prefix, permit: permit,
      leavesHoles: isFresh, isIndexed: policy.indexesParts)
  }

  /// Takes a part that was received whole into the session.
  ///
  /// - Throws: 400 if bytes are missing, 412 if they have another digest than was said, 416 if the
  ///   place was taken meanwhile.
  func finishPart(_ writer: PartWriter, expected: Digest<SHA1>) throws -> StoredPart {
    guard writer.position == writer.range.upperBound else {
      throw APIError(
        .badRequest, .requestSizeMismatch,
        "The body ended after \(writer.position - writer.range.lowerBound) of \(writer.range.count) bytes")
    }
    let digest = try writer.digest()
    guard digest == expected else {
      throw APIError(
        .preconditionFailed, .digestMismatch,
        "The part's digest does not match: expected sha=\(expected.base64), actual sha=\(digest.base64)")
    }
    let part = StoredPart(
      id: Identifiers.hexadecimal(digits: Identifiers.partDigits), offset: writer.range.lowerBound,
      size: Int64(writer.range.count), sha1: digest.hexadecimal)
    try addPart(part, session: writer.sessionID, permit: writer.permit, prefix: writer.prefix)
    if let content = try writer.contentDigest()?.hexadecimal {
      planDigests.withLock { $0[part.id] = content }
    }
    return part
  }

  /// Adds a part whose bytes are in their place to the session.
  func addPart(_ part: StoredPart, session id: String, permit: WritePermit, prefix: PrefixDigest?) throws {
    try state.withLock { state in
      let session = try openSession(id, in: &state)
      if let stored = session.storedPart(overlapping: part.range) { throw APIError.overlap(with: stored) }
      guard session.attempts[part.offset] === permit else { throw PartWriter.superseded }
      try record(.part(session: id, part: part), in: &state)
      state.sessions[id]?.attempts[part.offset] = nil
      if let prefix { state.sessions[id]?.advance(to: prefix) }
    }
    followPrefix(ofSession: id)
  }

  /// Forgets an attempt that came to nothing. What it wrote will be written over.
  func abandonPart(session id: String, offset: Int64, permit: WritePermit) {
    state.withLock { state in
      if state.sessions[id]?.attempts[offset] === permit { state.sessions[id]?.attempts[offset] = nil }
    }
  }
}

extension SessionRecord {
  /// Checks that a range is a part of this session: on a boundary, of the part size unless it is the
  /// last, and of a file of the session's size.
  ///
  /// - Throws: 416. The service documents the status; the code for it is not known.
  func checkFit(_ range: Range<Int64>, total: Int64) throws(APIError) {
    guard total == size else {
      throw .rangeDoesNotFit("Content-Range says a file of \(total) bytes, the session is for \(size)")
    }
    guard range.lowerBound >= 0, range.upperBound <= size, !range.isEmpty else {
      throw .rangeDoesNotFit("bytes \(range) are none of the \(size) bytes of the file")
    }
    guard range.lowerBound % partSize == 0 else {
      throw .rangeDoesNotFit("offset \(range.lowerBound) is not a multiple of the part size \(partSize)")
    }
    // The range lies in the file, so that this cannot be negative; the sum of offset and part size
    // could be more than 64 bits hold.
    let end = size - range.lowerBound > partSize ? range.lowerBound + partSize : size
    guard range.upperBound == end else {
      throw .rangeDoesNotFit("a part at offset \(range.lowerBound) must end before byte \(end)")
    }
  }
}
