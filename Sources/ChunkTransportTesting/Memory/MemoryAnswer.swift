public import ChunkTransport
public import HTTPTypes

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// What a ``MemoryTransport`` gives for a request: an answer, a failure, or nothing; at once or later.
public struct MemoryAnswer: Sendable {
  enum Kind: Sendable {
    case result(Result<TransportResponse, TransportError>)
    case silence
  }

  var kind: Kind
  var delay: Duration = .zero

  /// A response.
  public static func response(_ response: TransportResponse) -> MemoryAnswer {
    MemoryAnswer(kind: .result(.success(response)))
  }

  /// A response of a status, bytes and header fields.
  public static func data(_ status: Int, _ body: Data, _ fields: HTTPFields = [:]) -> MemoryAnswer {
    response(
      TransportResponse(
        head: HTTPResponse(status: HTTPResponse.Status(code: status), headerFields: fields), body: body))
  }

  /// A response of a status, a text, such as JSON, and header fields.
  public static func text(_ status: Int, _ body: String, _ fields: HTTPFields = [:]) -> MemoryAnswer {
    data(status, Data(body.utf8), fields)
  }

  /// A response without a body.
  public static func empty(_ status: Int, _ fields: HTTPFields = [:]) -> MemoryAnswer {
    data(status, Data(), fields)
  }

  /// No response, for a reason, and what the server may know.
  public static func failure(
    _ reason: TransportError.Reason, _ outcome: TransportError.Outcome,
    _ message: String = "a fault that the test has made"
  ) -> MemoryAnswer {
    MemoryAnswer(kind: .result(.failure(TransportError(reason, outcome: outcome, message: message))))
  }

  /// Nothing, for ever: the request ends by its own limits or by being cancelled.
  public static let silence = MemoryAnswer(kind: .silence)

  /// The same, so much later by the transport's clock; unless a limit of the request passes before.
  public func after(_ delay: Duration) -> MemoryAnswer {
    var later = self
    later.delay += delay
    return later
  }
}
