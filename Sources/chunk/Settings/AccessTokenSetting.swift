import ChunkCore

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Finds the access token: in the file that a setting names, or in the environment.
enum AccessTokenSetting {
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/tokenUnavailable`` if there is none.
  static func token(file: String?) throws -> BearerToken {
    guard let file else {
      guard let token = Environment.value(nil, "BOX_ACCESS_TOKEN") else {
        throw ChunkError(
          .tokenUnavailable, "There is no access token",
          remedy: "Set BOX_ACCESS_TOKEN, or name a file that holds it with --token-file")
      }
      return try BearerToken(token)
    }
    let text: String
    do {
      text = try String(contentsOfFile: file, encoding: .utf8)
    } catch {
      throw ChunkError(
        .tokenUnavailable, "The token file '\(file)' cannot be read",
        remedy: "Check its path and its permissions", cause: error)
    }
    // Editors end a file with a line break; nothing else is forgiven.
    return try BearerToken(text.split(whereSeparator: \.isNewline).joined(separator: "\n"))
  }
}
