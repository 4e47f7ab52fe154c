/// Numbers as people read them.
enum Format {
  /// Bytes in decimal units, three digits at least: `20.0 MB`, `1.07 GB`.
  static func bytes(_ count: Int64) -> String { bytes(Double(count)) }

  /// Bytes in decimal units.
  static func bytes(_ count: Double) -> String {
    var value = max(0, count)
    for unit in ["B", "kB", "MB", "GB"] {
      if value < 999.5 { return "\(unit == "B" ? fixed(value, 0) : threeDigits(value)) \(unit)" }
      value /= 1000
    }
    return "\(threeDigits(value)) TB"
  }

  /// A time in hours, minutes and seconds: `0:07`, `12:34`, `1:02:03`.
  static func clock(_ duration: Duration) -> String {
    let total = Int(duration.components.seconds)
    let seconds = padded(total % 60)
    return total < 3600
      ? "\(total / 60):\(seconds)" : "\(total / 3600):\(padded(total / 60 % 60)):\(seconds)"
  }

  /// A time in seconds with one digit after the point: `12.3 s`.
  static func seconds(_ duration: Duration) -> String { "\(fixed(duration.inSeconds, 1)) s" }

  /// A time in its largest unit: `40 s`, `12 min`, `5 h`, `6 d`.
  static func span(_ duration: Duration) -> String {
    let seconds = duration.components.seconds
    return switch seconds {
    case ..<60: "\(seconds) s"
    case ..<3600: "\(seconds / 60) min"
    case ..<172_800: "\(seconds / 3600) h"
    default: "\(seconds / 86_400) d"
    }
  }

  private static func threeDigits(_ value: Double) -> String {
    fixed(value, value < 9.995 ? 2 : value < 99.95 ? 1 : 0)
  }

  private static func fixed(_ value: Double, _ digits: Int) -> String {
    let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
    let rounded = Int64((value * scale).rounded())
    guard digits > 0 else { return "\(rounded)" }
    let fraction = String(rounded % Int64(scale))
    return "\(rounded / Int64(scale)).\(String(repeating: "0", count: digits - fraction.count))\(fraction)"
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Duration {
  /// The duration in seconds.
  var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
