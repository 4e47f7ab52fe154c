#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// An upload session that a failed upload has left on the server.
public struct OpenSession: Sendable, Hashable {
  /// The session's id: hand it to the next call and the upload goes on from here.
  public var id: String
  /// Until when the server keeps it.
  public var expiresAt: Date?
  /// How many bytes of the file are on the server and acknowledged; `nil` if it was not asked.
  public var acknowledgedBytes: Int64?

  /// A session that was left open.
  public init(id: String, expiresAt: Date?, acknowledgedBytes: Int64?) {
    self.id = id
    self.expiresAt = expiresAt
    self.acknowledgedBytes = acknowledgedBytes
  }
}

extension OpenSession: CustomStringConvertible {
  /// Which session it is, what it holds, and how to go on.
  public var description: String {
    let expiry = expiresAt.map { " until \($0.formatted(.iso8601))" } ?? ""
    let bytes = acknowledgedBytes.map { " with \($0) bytes" } ?? ""
    return "Session \(id) is kept\(expiry)\(bytes); "
      + "upload again with this session id to go on, or abort it"
  }
}
