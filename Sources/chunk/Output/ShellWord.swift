/// A command that can be pasted into a POSIX shell.
enum ShellWord {
  private static let plain = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-".utf8)

  /// The words as one line.
  static func line(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }

  /// An option's words, none if it has no value. A value with a dash in front has to be one word with
  /// its flag, or it would be taken as an option.
  static func option(_ flag: String, _ value: String?) -> [String] {
    guard let value else { return [] }
    return value.hasPrefix("-") ? ["\(flag)=\(value)"] : [flag, value]
  }

  /// A word so that the shell gives back the same.
  private static func quoted(_ word: String) -> String {
    if !word.isEmpty, word.utf8.allSatisfy(plain.contains) { return word }
    guard Columns.printable(word) == word else { return throughPrintf(word) }
    return "'\(word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''"))'"
  }

  /// Quotes would show control characters to the terminal; `printf` makes them of their numbers.
  private static func throughPrintf(_ word: String) -> String {
    let octal = word.utf8.map { byte in
      if byte == UInt8(ascii: "%") { return "%%" }
      if plain.contains(byte) || byte == UInt8(ascii: " ") { return String(UnicodeScalar(byte)) }
      let digits = String(byte, radix: 8)
      return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
    }
    return "\"$(printf '\(octal.joined())')\""
  }
}
