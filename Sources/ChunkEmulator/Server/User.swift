internal import ChunkModels

/// Someone whom a token stands for. Only sessions have owners; files and folders belong to the first
/// user, and everyone may read and change them.
struct User: Codable, Sendable, Hashable {
  /// The place in the configuration's tokens: 0 for the first one.
  var number: Int

  /// The user of the first token, and of every token that is issued.
  static let first = User(number: 0)

  /// The user in short.
  var mini: UserMini {
    let suffix = number == 0 ? "" : "\(number + 1)"
    return UserMini(
      id: "\(100_000_001 + number)", type: .user, name: "Emulator\(suffix)",
      login: "emulator\(suffix)@example.com")
  }
}
