/// The program's version, also in the `User-Agent` header field.
enum Version {
  static let current = "0.1.0"
}
