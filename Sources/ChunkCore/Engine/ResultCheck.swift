internal import ChunkDigest
internal import ChunkModels

/// Compares the file that the service made with what was sent.
enum ResultCheck {
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/integrity``, which names the file and what
  ///   differs.
  static func check(_ file: FileFull, size: Int64, digest: Digest<SHA1>) throws(ChunkError) {
    let differences = [
      file.size == size
        ? nil : "its size is \(file.size.map { "\($0)" } ?? "missing"), sent were \(size) bytes",
      file.sha1.flatMap { Digest<SHA1>(hexadecimal: $0) } == digest
        ? nil : "its SHA-1 is \(file.sha1 ?? "missing"), sent was \(digest)",
    ].compactMap { $0 }
    guard differences.isEmpty else {
      throw ChunkError(
        .integrity, "The file \(file.id ?? "") is not what was sent: \(differences.joined(separator: "; "))",
        remedy: "Delete it and upload again; if it stays, ask Box's support")
    }
  }
}
