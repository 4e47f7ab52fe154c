internal import ChunkModels

/// Someone whom a token stands for. Only sessions have owners; files and folders belong to the first
/// user, and everyone may read and change them.
struct User: Codable, Sendable, Hashable {
  /// The place among the users, from 0 on.
  var number: Int

  /// The user of the emulator's own token and of the tokens of an enterprise: its administrator.
  static let first = User(number: 0)

  init(number: Int) { self.number = number }

  /// The user of an id; `nil` if none of so many users has it.
  init?(id: String, of count: Int) {
    guard let value = Int(id), (0..<count).contains(value - Self.firstID), String(value) == id else {
      return nil
    }
    number = value - Self.firstID
  }

  /// The id as the service writes it.
  var id: String { String(Self.firstID + number) }

  /// The user in short.
  var mini: UserMini {
    let suffix = number == 0 ? "" : "\(number + 1)"
    return UserMini(
      id: id, type: .user, name: "Emulator\(suffix)", login: "emulator\(suffix)@example.com")
  }

  private static let firstID = 100_000_001
}
