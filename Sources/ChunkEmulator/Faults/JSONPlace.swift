/// Where a text stops being JSON, as far as Foundation tells: Apple's does, the open one keeps it back.
enum JSONPlace {
  /// Such as " at line 2, column 8"; empty if nothing is told.
  static func text(of error: any Error) -> String {
    guard case .dataCorrupted(let context)? = error as? DecodingError,
      let underlying = context.underlyingError
    else { return "" }
    // Only the error's text has the place, as "line 2, column 8".
    let words = String(describing: underlying).split { !$0.isLetter && !$0.isNumber }
    guard let line = number(after: "line", in: words), let column = number(after: "column", in: words)
    else { return "" }
    return " at line \(line), column \(column)"
  }

  private static func number(after name: Substring, in words: [Substring]) -> Int? {
    zip(words, words.dropFirst()).first { $0.0 == name && Int($0.1) != nil }.flatMap { Int($0.1) }
  }
}
