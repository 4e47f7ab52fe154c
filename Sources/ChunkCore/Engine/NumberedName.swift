/// Names such as `disk (1).img`, for a file whose own name is taken.
enum NumberedName {
  /// The last number that is tried: as many requests as that are bearable, and more would be a mistake.
  static let last = 100

  private static let maximumLength = 255
  /// What is longer is no extension, but a name with a full stop in it.
  private static let longestExtension = 20

  /// The name with a number. One that would be too long for the service loses the end of its stem.
  static func name(_ name: String, _ number: Int) -> String {
    var (stem, end) = split(name)
    end = " (\(number))" + end
    while stem.unicodeScalars.count + end.unicodeScalars.count > maximumLength { stem.removeLast() }
    return stem + end
  }

  /// The name without its extension, and the extension with its full stop: `.tar.gz` is one.
  private static func split(_ name: String) -> (stem: String, end: String) {
    let scalars = name.unicodeScalars
    guard let stop = scalars.lastIndex(of: "."), stop > scalars.startIndex else { return (name, "") }
    let end = scalars[stop...]
    guard (2...longestExtension).contains(end.count), !end.contains(" ") else { return (name, "") }
    let stem = String(scalars[..<stop])
    guard stem.lowercased().hasSuffix(".tar"), stem.count > 4 else { return (stem, String(end)) }
    return (String(stem.dropLast(4)), stem.suffix(4) + String(end))
  }
}
