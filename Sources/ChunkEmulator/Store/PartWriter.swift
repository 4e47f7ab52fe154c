internal import ChunkDigest
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Says whether an attempt to write a part may still write.
///
/// A client that gave up on a connection sends the part again while the first attempt may still be
/// under way here. The newest attempt wins; the older one must not touch the bytes any more.
final class WritePermit: Sendable {
  private let isValid = Mutex(true)

  /// Ends the permission; when this returns, no write is under way.
  func revoke() { isValid.withLock { $0 = false } }

  /// Runs a write while the permission lasts.
  func withPermission<Failure: Error>(_ write: () throws(Failure) -> Void) throws(Failure) -> Bool {
    try isValid.withLock { valid throws(Failure) in
      if valid { try write() }
      return valid
    }
  }
}

/// Writes one part's bytes as they stream in: to their place in the session's file, into the part's
/// SHA-1 and, if the part is the next in file order, into a copy of the whole file's.
///
/// One request uses it; it is not `Sendable`.
final class PartWriter {
  let sessionID: String
  let range: Range<Int64>
  let permit: WritePermit
  private let file: ContentFile
  private let leavesHoles: Bool
  private let hasher: DigestHasher<SHA1>
  private let prefixHasher: DigestHasher<SHA1>?
  private let contentHasher: DigestHasher<SHA512>?
  private(set) var position: Int64

  /// - Parameters:
  ///   - leavesHoles: nothing was written to the range before, so zeros need not be.
  ///   - isIndexed: the digest by which plans find the part is taken too.
  init(
    sessionID: String, range: Range<Int64>, file: ContentFile, prefix: PrefixDigest?, permit: WritePermit,
    leavesHoles: Bool, isIndexed: Bool
  ) throws {
    self.sessionID = sessionID
    self.range = range
    self.file = file
    self.permit = permit
    self.leavesHoles = leavesHoles
    position = range.lowerBound
    hasher = try DigestHasher()
    contentHasher = isIndexed ? try DigestHasher() : nil
    prefixHasher =
      if let prefix, prefix.byteCount == range.lowerBound { try prefix.makeHasher() } else { nil }
  }

  /// Takes in the next bytes.
  ///
  /// - Throws: ``APIError`` if there are more than the range has, or if a newer attempt took over.
  func write(_ bytes: UnsafeRawBufferPointer) throws {
    guard position + Int64(bytes.count) <= range.upperBound else {
      throw APIError(
        .contentTooLarge, .requestEntityTooLarge, "The body is longer than its Content-Range says")
    }
    if !(leavesHoles && bytes.isAllZero) {
      let offset = position
      let written = try permit.withPermission { () throws(StoreError) in try file.write(bytes, at: offset) }
      guard written else { throw PartWriter.superseded }
    }
    hasher.update(bytes)
    prefixHasher?.update(bytes)
    contentHasher?.update(bytes)
    position += Int64(bytes.count)
  }

  /// Puts bytes of a part that is held elsewhere into their place, and into no digest.
  ///
  /// - Throws: ``APIError`` if a newer attempt took over.
  func copy(_ bytes: UnsafeRawBufferPointer, at offset: Int64) throws {
    let written = try permit.withPermission { () throws(StoreError) in try file.write(bytes, at: offset) }
    guard written else { throw PartWriter.superseded }
  }

  /// The SHA-1 of what was written.
  func digest() throws -> Digest<SHA1> { try hasher.digest() }

  /// The SHA-512 of what was written, if it was taken.
  func contentDigest() throws -> Digest<SHA512>? { try contentHasher?.digest() }

  /// The whole file's digest up to the end of this part, if the part came in file order.
  var prefix: PrefixDigest? {
    prefixHasher.map { PrefixDigest(byteCount: position, hasher: $0) }
  }

  /// 409: another request sends the same part, and is the newer one.
  static let superseded = APIError(
    .conflict, .operationBlockedTemporary, "The same part is being received in a newer request")
}

extension UnsafeRawBufferPointer {
  /// Whether all bytes are zero: the first is, and each other equals the one before it.
  var isAllZero: Bool {
    guard let base = baseAddress, count > 0 else { return true }
    return self[0] == 0 && memcmp(base, base + 1, count - 1) == 0
  }
}
