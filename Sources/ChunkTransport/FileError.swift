#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// A local file could not be used.
public struct FileError: Error, Hashable, CustomStringConvertible {
  /// What was being done.
  public enum Operation: String, Sendable, Hashable {
    /// Opening it.
    case open
    /// Asking for its size and kind.
    case status = "look at"
    /// Reading its bytes.
    case read
  }

  /// What was being done.
  public let operation: Operation
  /// The file's path, if it was opened by one.
  public let path: String?
  /// The system's error number (`errno`); 0 if the system reported none, as when a file ended early.
  public let code: CInt
  /// What is known beyond the system's message.
  public let detail: String?

  /// An error of a local file.
  public init(operation: Operation, path: String?, code: CInt, detail: String? = nil) {
    self.operation = operation
    self.path = path
    self.code = code
    self.detail = detail
  }

  /// What was being done to which file, and what the system says to it.
  public var description: String {
    let name = path.map { "'\($0)'" } ?? "the given descriptor"
    let reason = [code == 0 ? nil : Self.systemMessage(of: code), detail].compactMap { $0 }
    return "cannot \(operation.rawValue) \(name): \(reason.joined(separator: "; "))"
  }

  /// What the system says to an error number (`errno`).
  package static func systemMessage(of code: CInt) -> String {
    // `strerror` is not thread-safe everywhere; this form is.
    var text = [CChar](repeating: 0, count: 256)
    guard strerror_r(code, &text, text.count) == 0 else { return "error \(code)" }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
