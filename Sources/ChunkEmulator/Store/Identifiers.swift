/// Identifiers like the service's own.
enum Identifiers {
  /// Random hexadecimal digits: sessions have 32, parts 8.
  static func hexadecimal(digits count: Int) -> String {
    let digits = Array("0123456789abcdef")
    return String((0..<count).map { _ in digits[Int.random(in: 0..<digits.count)] })
  }

  /// Whether a file's name is one that content has: a session's id, or one made like it.
  static func isContent(_ name: String) -> Bool {
    name.utf8.count == sessionDigits && name.allSatisfy { $0.isHexDigit && !$0.isUppercase }
  }

  /// How many digits a session's id has.
  static let sessionDigits = 32
  /// How many digits a part's id has.
  static let partDigits = 8
  /// The first id of files, file versions and folders; each further one is one higher.
  static let firstItem: Int64 = 1_000_000_001
  /// The id of the root folder.
  static let rootFolder = "0"
}
