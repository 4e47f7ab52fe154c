import ChunkCoreTestSupport
import ChunkModels
import ChunkTransport
import Foundation
import HTTPTypes
import Synchronization

/// A transport without a network: it records what is sent and answers as a test says.
final class ScriptedTransport: Transport {
  typealias Answer = Result<TransportResponse, TransportError>
  /// What to answer to a request; the number counts the requests from 0.
  typealias Script = @Sendable (_ request: TransportRequest, _ number: Int) -> Answer

  private let script: Script
  private let recorded = Mutex<[TransportRequest]>([])

  init(_ script: @escaping Script) { self.script = script }

  /// Answers in this order; the last answer serves all that follow.
  convenience init(_ answers: Answer...) {
    self.init { _, number in answers[min(number, answers.count - 1)] }
  }

  /// What was sent so far.
  var requests: [TransportRequest] { recorded.withLock { $0 } }

  func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
    let number = recorded.withLock { requests in
      requests.append(request)
      return requests.count - 1
    }
    return try script(request, number).get()
  }
}

extension ScriptedTransport.Answer {
  /// An answer with a body of text.
  static func text(_ status: Int, _ body: String, _ fields: HTTPFields = [:]) -> Self {
    .success(
      TransportResponse(
        head: HTTPResponse(status: HTTPResponse.Status(code: status), headerFields: fields),
        body: Data(body.utf8)))
  }

  /// An answer without a body.
  static func empty(_ status: Int, _ fields: HTTPFields = [:]) -> Self { text(status, "", fields) }

  /// Box's error object with a code.
  static func error(_ status: Int, _ code: String, context: String = "{}") -> Self {
    text(
      status,
      """
      {"type":"error","status":\(status),"code":"\(code)","message":"no","context_info":\(context),\
      "request_id":"r1"}
      """)
  }

  /// No answer.
  static func failure(_ reason: TransportError.Reason, _ outcome: TransportError.Outcome) -> Self {
    .failure(TransportError(reason, outcome: outcome, message: "it broke"))
  }
}

extension TransportRequest {
  /// The URL as it would be on the wire.
  var url: String {
    "\(head.scheme ?? "")://\(head.authority ?? "")\(head.path ?? "")"
  }

  /// The value of a header field.
  func field(_ name: String) -> String? {
    HTTPField.Name(name).flatMap { head.headerFields[$0] }
  }

  /// The body's bytes, read as a backend reads them.
  func bodyBytes() throws -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let piece = try [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
        count = try body.read(at: Int64(bytes.count), into: UnsafeMutableRawBufferPointer(buffer))
      }
      if piece.isEmpty { return bytes }
      bytes += piece
    }
  }

  /// The body as JSON.
  func json() throws -> JSONValue { try WireJSON.decode(JSONValue.self, from: Data(try bodyBytes())) }
}
