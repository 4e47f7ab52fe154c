public import ChunkTransport
public import HTTPTypes

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A request that a ``MemoryTransport`` was given, with the bytes of its body as a backend reads them.
public struct RecordedRequest: Sendable {
  /// Which request it was, from 0, in the order in which they were complete.
  public let number: Int
  /// The request as it was given.
  public let request: TransportRequest
  /// Its body's bytes. Among the records of a transport that keeps no bodies they are empty.
  public internal(set) var body: Data
  /// How long its body was, in bytes.
  public let bodyCount: Int64

  /// Method, URL and header fields.
  public var head: HTTPRequest { request.head }

  /// The method.
  public var method: HTTPRequest.Method { request.head.method }

  /// The path without its query.
  public var path: String { String((request.head.path ?? "").prefix { $0 != "?" }) }

  /// The URL as it would be on the wire.
  public var url: String { "\(head.scheme ?? "")://\(head.authority ?? "")\(head.path ?? "")" }

  /// The value of a header field; of one that is there several times, the values with commas between them.
  public func field(_ name: String) -> String? { HTTPField.Name(name).flatMap { head.headerFields[$0] } }
}
