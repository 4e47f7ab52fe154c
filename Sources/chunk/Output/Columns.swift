/// How much room text takes on a terminal, whose unit is the column.
enum Columns {
  /// How many columns a text takes.
  static func count(_ text: String) -> Int { text.reduce(0) { $0 + count($1) } }

  /// The text, or its two ends with an ellipsis between them if it takes more room than there is.
  static func shortened(_ text: String, to limit: Int) -> String {
    guard count(text) > limit else { return text }
    let head = limit / 2
    let tail = max(0, limit - head - 1)
    let end = String(start(of: String(text.reversed()), columns: tail).reversed())
    return "\(start(of: text, columns: head))…\(end)"
  }

  /// The text without control characters: a file's name is not to steer the terminal.
  static func printable(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? "?" : $0 }))
  }

  /// Rows as lines, with columns as wide as their widest field; the last one is not filled up.
  static func table(_ rows: [[String]]) -> [String] {
    let rows = rows.map { $0.map(printable) }
    let places = rows.first?.indices.dropLast() ?? 0..<0
    let widths = places.map { place in rows.map { count($0[place]) }.max() ?? 0 }
    return rows.map { row in
      let filled = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - count($0) + 2) }
      return filled.joined() + (row.last ?? "")
    }
  }

  private static func start(of text: String, columns: Int) -> String {
    var taken = 0
    return String(
      text.prefix { character in
        taken += count(character)
        return taken <= columns
      })
  }

  private static func count(_ character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    return wide.contains { $0.contains(first.value) } ? 2 : 1
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    // Format characters are among them: some turn the direction of the rest of the line.
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  /// What terminals draw two columns wide, by Unicode's table of East Asian widths.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115f, 0x2e80...0x303e, 0x3041...0x4dbf, 0x4e00...0xa4cf, 0xa960...0xa97f, 0xac00...0xd7a3,
    0xf900...0xfaff, 0xfe30...0xfe6f, 0xff01...0xff60, 0xffe0...0xffe6, 0x1f300...0x1f64f,
    0x1f680...0x1f6ff, 0x1f900...0x1f9ff, 0x20000...0x3fffd,
  ]
}
