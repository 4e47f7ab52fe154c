#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// Dates as Box writes them: RFC 3339, with or without fractions of a second, with `Z` or an offset.
/// [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339)
public enum WireDate {
  /// The date that a text names, or `nil` if it names none.
  public static func date(from text: String) -> Date? {
    // RFC 3339 permits `t` and `z`, the format style does not.
    let text = text.uppercased()
    // Whether the style without fractions takes a text with them differs between releases of Foundation.
    return (try? Date.ISO8601FormatStyle().parse(text))
      ?? (try? Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse(text))
  }

  /// A date's text in UTC with second accuracy, which is what Box keeps; fractions are dropped.
  public static func text(from date: Date) -> String {
    date.formatted(Date.ISO8601FormatStyle())
  }
}
