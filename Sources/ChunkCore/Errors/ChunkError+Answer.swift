internal import ChunkModels
internal import ChunkTransport
internal import HTTPTypes

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension ChunkError {
  /// The error for an answer with an error status, whatever its body is: Box's JSON, nothing, a page.
  init(_ response: TransportResponse, of operation: ServiceCall.Operation) {
    let answer = Answer(response)
    let diagnosis = Diagnosis.of(
      status: answer.status, code: answer.code, subject: operation.subject)
    let said =
      answer.error?.message
      ?? response.head.headerFields[.wwwAuthenticate].flatMap(Self.errorDescription(in:))
      ?? answer.bodyStart.map { "the answer is not Box's: \($0)" }
    var message = "\(operation.name) was refused with \(answer.status)"
    if let said { message += ": \(said.withoutFullStop())" }
    if let item = answer.error?.contextInfo?.conflicts.first, item.id != nil {
      message += " (it is \(item.words))"
    }
    self.init(
      diagnosis.kind, message, remedy: diagnosis.remedy, isTemporary: diagnosis.isTemporary, answer: answer)
  }

  /// The error for an answer with a good status whose body is not what the API promises.
  init(
    malformed response: TransportResponse, of operation: String, _ reason: String, cause: (any Error)? = nil
  ) {
    var answer = Answer(response)
    answer.bodyStart = Answer.start(of: response.body)
    self.init(
      .malformedAnswer, "\(operation) was answered with \(answer.status), but \(reason)",
      remedy: "Try again; if it stays, something between here and the service changes its answers",
      isTemporary: true, answer: answer, cause: cause)
  }

  /// `error_description="…"` of a `WWW-Authenticate` field (RFC 6750, 3).
  private static func errorDescription(in field: String) -> String? {
    let pieces = field.split(separator: "error_description=\"", maxSplits: 1)
    return pieces.count == 2 ? pieces[1].split(separator: "\"").first.map(String.init) : nil
  }
}

extension ChunkError.Answer {
  /// What can be told from a response, whatever it is.
  init(_ response: TransportResponse) {
    let fields = response.head.headerFields
    let error = try? WireJSON.decode(ClientError.self, from: response.body)
    let isBox = error?.code != nil || error?.message != nil
    self.init(
      status: response.head.status.code,
      code: error?.code,
      requestId: error?.requestId ?? fields[.boxRequestId],
      retryAfter: fields[.retryAfter].flatMap { RetryAfter.duration(from: $0, now: Date()) },
      error: isBox ? error : nil,
      bodyStart: isBox ? nil : Self.start(of: response.body))
  }

  /// The first 200 bytes of a body on one line, without control characters.
  static func start(of body: Data) -> String? {
    guard !body.isEmpty else { return nil }
    let text = String(decoding: body.prefix(200), as: UTF8.self)
    let printable = text.unicodeScalars.map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: " "
      default: String(scalar)
      }
    }
    return printable.joined().split(separator: " ").joined(separator: " ")
  }
}

extension HTTPField.Name {
  /// `box-request-id`: Box's id of a request, also where the body does not name it.
  static let boxRequestId = Self.valid("box-request-id")
  /// `As-User`: the id of the user who is acted for
  /// ([guide](https://developer.box.com/guides/authentication/jwt/as-user/)).
  static let asUser = Self.valid("as-user")
  /// `Digest`: the SHA-1 of a part or of the whole file (RFC 3230).
  static let digest = Self.valid("digest")

  /// A name that is known to be one. `accept` stands in, and cannot: the spelling is right above.
  private static func valid(_ name: String) -> HTTPField.Name { HTTPField.Name(name) ?? .accept }
}
