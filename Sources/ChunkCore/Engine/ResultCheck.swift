internal import ChunkDigest
internal import ChunkModels

/// Compares the file that the service made, or the one whose version it is, with what was sent.
enum ResultCheck {
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/integrity``, which names the file and what
  ///   differs.
  static func check(_ file: FileFull, is target: UploadTarget, digest: Digest<SHA1>) throws(ChunkError) {
    let size = target.fileSize
    var otherFile: String?
    var remedy = "Delete it and upload again"
    if case .version(let id, _) = target.place {
      if file.id != id { otherFile = "the version was meant for file \(id), and the session was not" }
      // Whoever deletes the file loses its earlier versions too.
      remedy = "Look at its versions, remove the newest, and upload again"
    }
    let differences = [
      otherFile,
      file.size == size
        ? nil : "its size is \(file.size.map { "\($0)" } ?? "missing"), sent were \(size) bytes",
      file.sha1.flatMap { Digest<SHA1>(hexadecimal: $0) } == digest
        ? nil : "its SHA-1 is \(file.sha1 ?? "missing"), sent was \(digest)",
    ].compactMap { $0 }
    guard differences.isEmpty else {
      throw ChunkError(
        .integrity, "The file \(file.id ?? "") is not what was sent: \(differences.joined(separator: "; "))",
        remedy: "\(remedy); if it stays, ask Box's support")
    }
  }
}
