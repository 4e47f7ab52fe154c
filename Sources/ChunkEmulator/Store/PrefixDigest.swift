internal import ChunkDigest

/// The SHA-1 of a file's first bytes, as far as parts arrived in order.
///
/// - Note: Sendable without the compiler's proof, because the hasher wraps a C library's state: it is
///   never updated once it is here; who needs more bytes in takes a copy first.
struct PrefixDigest: @unchecked Sendable {
  /// How many bytes it has seen, from the file's first.
  let byteCount: Int64
  private let hasher: DigestHasher<SHA1>

  /// The digest of no bytes.
  init() throws(DigestUnavailable) {
    hasher = try DigestHasher()
    byteCount = 0
  }

  /// The digest after some more bytes; the hasher must not be updated any more.
  init(byteCount: Int64, hasher: DigestHasher<SHA1>) {
    self.byteCount = byteCount
    self.hasher = hasher
  }

  /// A hasher that has seen the same bytes and may be updated.
  func makeHasher() throws(DigestUnavailable) -> DigestHasher<SHA1> { try hasher.copy() }

  /// The digest after some more bytes, which are read back from the disk.
  func extended(by count: Int64, of file: ContentFile) throws -> PrefixDigest {
    let hasher = try makeHasher()
    try file.forEachBlock(in: byteCount..<(byteCount + count)) { block, _ in hasher.update(block) }
    return PrefixDigest(byteCount: byteCount + count, hasher: hasher)
  }

  /// The digest of a whole file, whose remaining bytes are read back from the disk.
  func digest(ofFile file: ContentFile, size: Int64) throws -> Digest<SHA1> {
    try extended(by: size - byteCount, of: file).hasher.digest()
  }
}
