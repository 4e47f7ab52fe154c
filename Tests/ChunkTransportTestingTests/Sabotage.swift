import ChunkTransport
import Foundation
import HTTPTypes
import Synchronization

@testable import ChunkTransportTesting

/// A way to break promises: what is put around a good transport, and the checks that must notice.
struct Sabotage: Sendable, CustomStringConvertible {
  typealias Send = @Sendable (TransportRequest) async throws(TransportError) -> TransportResponse

  let description: String
  /// The checks that fail by it.
  let breaks: [String]
  /// A new transport's way of sending, over a good one's.
  let make: @Sendable (@escaping Send) -> Send

  init(_ name: String, breaks: String..., make: @escaping @Sendable (@escaping Send) -> Send) {
    description = name
    self.breaks = breaks
    self.make = make
  }

  /// One that changes each request.
  static func request(
    _ name: String, breaks: [String], _ change: @escaping @Sendable (inout TransportRequest) -> Void
  ) -> Sabotage {
    Sabotage(name, breaks: breaks) { send in
      { request throws(TransportError) in
        var request = request
        change(&request)
        return try await send(request)
      }
    }
  }

  /// One that changes each failure.
  static func failure(
    _ name: String, breaks: [String],
    _ change: @escaping @Sendable (TransportError, TransportRequest) -> TransportError
  ) -> Sabotage {
    Sabotage(name, breaks: breaks) { send in
      { request throws(TransportError) in
        do throws(TransportError) {
          return try await send(request)
        } catch {
          throw change(error, request)
        }
      }
    }
  }

  private init(_ name: String, breaks: [String], make: @escaping @Sendable (@escaping Send) -> Send) {
    description = name
    self.breaks = breaks
    self.make = make
  }

  /// A transport that keeps all promises but those.
  func spoil(_ subject: TransportUnderTest) -> TransportUnderTest {
    TransportUnderTest(
      name: "sabotaged", provides: subject.provides, slowName: subject.slowName,
      unknownName: subject.unknownName
    ) {
      let good = try await subject.open()
      let send = make { request throws(TransportError) in try await good.transport.send(request) }
      return TransportUnderTest.Opened(
        transport: SpoiledTransport(way: send), makePeer: good.makePeer, close: good.close)
    }
  }
}

private struct SpoiledTransport: Transport {
  let way: Sabotage.Send

  func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
    try await way(request)
  }
}
