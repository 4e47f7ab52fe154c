internal import ChunkTransport

/// A small text file that holds a secret: a token, an app's configuration. No message repeats what is in it.
package enum SecretFile {
  /// Far more than any token or configuration has, in bytes.
  private static let limit = 64 << 10

  /// The text of a file, which may be a pipe.
  ///
  /// - Parameters:
  ///   - path: The file's path.
  ///   - what: What it is called in messages: `token file`.
  ///   - content: What the file should hold: `the token alone`.
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/tokenUnavailable`` if it cannot be read, is too big, or is
  ///   no text.
  package static func text(
    of path: String, what: String, content: String
  ) throws(ChunkError) -> String {
    var bytes: [UInt8] = []
    do {
      // One piece after another, not by offsets: it may be a pipe.
      let file = try OpenFile(path: path)
      try withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { buffer in
        while bytes.count <= Self.limit {
          let count = try file.readNext(into: buffer)
          if count == 0 { return }
          bytes += buffer.prefix(count)
        }
      }
    } catch {
      throw ChunkError(
        .tokenUnavailable, "The \(what) cannot be used: \(error)",
        remedy: "Check its path and its permissions", cause: error)
    }
    guard bytes.count <= Self.limit else {
      throw ChunkError(
        .tokenUnavailable, "The \(what) '\(path)' is too big: it has more than \(Self.limit) bytes",
        remedy: "Name a file that holds \(content)")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ChunkError(
        .tokenUnavailable, "The \(what) '\(path)' is not text", remedy: "Name a file that holds \(content)")
    }
    return text
  }
}
