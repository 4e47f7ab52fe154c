import ChunkCore
import ChunkTransport

/// The access token: in the file that a setting names, or in the environment.
struct AccessTokenSetting {
  /// The file that holds it; without one it is in the environment.
  let file: String?

  private static let variable = "BOX_ACCESS_TOKEN"

  /// Far more than any token has.
  private static let limit = 64 << 10

  /// Where the token comes from, for messages.
  var origin: String { file.map { "the token file '\($0)'" } ?? Self.variable }

  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/tokenUnavailable`` if there is none.
  func token() throws -> BearerToken {
    let text: String
    if let file {
      // Editors end a file with a line break; nothing else is forgiven.
      text = try content(of: file).split(whereSeparator: \.isNewline).joined(separator: "\n")
    } else if let value = Environment.value(nil, Self.variable) {
      text = value
    } else {
      throw ChunkError(
        .tokenUnavailable, "There is no access token",
        remedy: "Set \(Self.variable), or name a file that holds it with --token-file")
    }
    do {
      return try BearerToken(text)
    } catch {
      throw ChunkError(
        .tokenUnavailable,
        "The token in \(origin) is empty, or holds a space or a character that no token has",
        remedy: error.remedy)
    }
  }

  private func content(of path: String) throws -> String {
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
        .tokenUnavailable, "The token file cannot be used: \(error)",
        remedy: "Check its path and its permissions", cause: error)
    }
    guard bytes.count <= Self.limit else {
      throw ChunkError(
        .tokenUnavailable, "The token file '\(path)' is too big: it has more than \(Self.limit) bytes",
        remedy: "Name a file that holds the token alone")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ChunkError(
        .tokenUnavailable, "The token file '\(path)' is not text",
        remedy: "Name a file that holds the token alone")
    }
    return text
  }
}
