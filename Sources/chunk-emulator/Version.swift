/// The program's version, the package's.
enum Version {
  static let current = "0.1.0"
}
