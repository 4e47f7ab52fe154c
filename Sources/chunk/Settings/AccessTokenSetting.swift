import ChunkCore

/// A finished access token: in the file that a setting names, or in the environment.
enum AccessTokenSetting {
  static let variable = "BOX_ACCESS_TOKEN"

  /// The token in a file.
  ///
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/tokenUnavailable`` if there is none in it.
  static func token(inFile path: String) throws(ChunkError) -> BearerToken {
    let text = try SecretFile.text(of: path, what: "token file", content: "the token alone")
    // Editors end a file with a line break; nothing else is forgiven.
    return try token(
      text.split(whereSeparator: \.isNewline).joined(separator: "\n"), from: "the token file '\(path)'")
  }

  /// The token in the environment.
  ///
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/tokenUnavailable`` if it cannot be one.
  static func tokenInEnvironment() throws(ChunkError) -> BearerToken {
    try token(Environment.value(nil, variable) ?? "", from: variable)
  }

  private static func token(_ text: String, from origin: String) throws(ChunkError) -> BearerToken {
    do throws(ChunkError) {
      return try BearerToken(text)
    } catch {
      throw ChunkError(
        .tokenUnavailable,
        "The token in \(origin) is empty, or holds a space or a character that no token has",
        remedy: error.remedy)
    }
  }
}
