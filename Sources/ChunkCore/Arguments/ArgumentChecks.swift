internal import ChunkDigest
internal import ChunkTransport

/// Checks of what callers hand in, made before anything is sent.
enum ArgumentChecks {
  /// The smallest file for which the service opens a session
  /// ([chunked uploads](https://developer.box.com/guides/uploads/chunked/)).
  static let minimumFileSize: Int64 = 20_000_000

  static func fileSize(_ size: Int64) throws(ChunkError) {
    guard size >= minimumFileSize else {
      throw .invalidArgument(
        "The file has \(size) bytes, and upload sessions are for \(minimumFileSize) bytes or more",
        "Send smaller files in one request to /files/content")
    }
  }

  /// A name as the service takes it: 1 to 255 characters, no slash or backslash, no control
  /// character, no space at either end, and neither `.` nor `..`.
  static func fileName(_ name: String) throws(ChunkError) {
    let remedy = "Choose a name of 1 to 255 characters without / and \\, and without spaces at its ends"
    // By scalars, since a mark that follows a slash makes one character of both.
    let fault: String? =
      if name.isEmpty {
        "is empty"
      } else if name.unicodeScalars.count > 255 {
        "has \(name.unicodeScalars.count) characters"
      } else if name.unicodeScalars.contains(where: { $0 == "/" || $0 == "\\" }) {
        "holds a slash or a backslash"
      } else if name.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 }) {
        "holds a control character"
      } else if name.unicodeScalars.first == " " || name.unicodeScalars.last == " " {
        "begins or ends with a space"
      } else if name == "." || name == ".." {
        "is a name of the file system"
      } else {
        nil
      }
    guard let fault else { return }
    throw .invalidArgument("The file name '\(name.escapingControls())' \(fault)", remedy)
  }

  /// An id that goes into a path or a body: Box's are digits, a session's are hexadecimal.
  static func id(_ id: String, of what: String) throws(ChunkError) {
    let isPlain = id.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5a).contains($0) || (0x61...0x7a).contains($0)
        || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
    }
    guard !id.isEmpty, id.utf8.count <= 256, isPlain else {
      throw .invalidArgument(
        "'\(id.escapingControls())' is not the id of any \(what)", "Give the id as the service writes it")
    }
  }

  /// An etag that goes into a header field as it is (RFC 9110, 8.8.3): what cannot stand there would be
  /// changed on the way.
  static func etag(_ etag: String) throws(ChunkError) {
    guard !etag.isEmpty, etag.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
      throw .invalidArgument(
        "'\(etag.escapingControls())' is not an etag", "Give the file's etag as the service writes it")
    }
  }

  /// A `Digest` header's value: `sha=` and 20 bytes in base64.
  static func digest(_ value: String) throws(ChunkError) -> Digest<SHA1> {
    guard let digest = Digest(headerValue: value) else {
      throw .invalidArgument(
        "'\(value.escapingControls())' is not a digest",
        "Write it as sha= and the SHA-1's 20 bytes in base64")
    }
    return digest
  }

  /// A part's range, against the body and, if it is known, the session's part size. Without the part
  /// size, a part that is not the last gives it away by its own length.
  static func range(
    _ range: ContentRange, body: RequestBody, partSize: Int64?
  ) throws(ChunkError) {
    guard body.count == range.length else {
      throw .invalidArgument(
        "The range \(range) has \(range.length) bytes and the body has \(body.count ?? 0)",
        "Send exactly the bytes of the range")
    }
    let isLast = range.last == range.total - 1
    let size = partSize ?? (isLast ? nil : range.length)
    guard let size else { return }
    let isWhole = range.length == size || (isLast && range.length < size)
    guard size > 0, range.first % size == 0, isWhole else {
      throw .invalidArgument(
        "The range \(range) is not on a boundary of parts of \(size) bytes",
        "Begin parts at multiples of the part size and send them whole; only the last may be shorter")
    }
  }
}

extension String {
  /// The text with control characters made visible, for messages.
  func escapingControls() -> String {
    unicodeScalars.map { $0.value < 32 || $0.value == 127 ? $0.escaped(asASCII: true) : String($0) }.joined()
  }
}
