#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif
public import HTTPTypes

/// A complete response: status, header fields, and the whole body.
public struct TransportResponse: Sendable, Hashable {
  /// Status and header fields.
  public var head: HTTPResponse

  /// The body; empty if there was none. At most ``TransportRequest/maximumResponseBytes`` bytes.
  public var body: Data

  /// A response.
  public init(head: HTTPResponse, body: Data = Data()) {
    self.head = head
    self.body = body
  }
}
