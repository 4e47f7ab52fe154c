/// The words for "do" in a fault script, and how each reads its fields.
enum FaultVerb: String, CaseIterable {
  case status
  case statusAfter = "status-after"
  case resetBefore = "reset-before"
  case resetAfter = "reset-after"
  case resetAfterBody = "reset-after-body"
  case loseAnswer = "lose-answer"
  case stall
  case truncatedHeader = "truncated-header"
  case truncatedBody = "truncated-body"
  case truncatedJSON = "truncated-json"
  case wrongSHA1 = "wrong-sha1"
  case html
  case accepted
  case hugeBody = "huge-body"
  case redirect
  case throttle
  case slow
  case delay
  case deny
  case sessionEndpoints = "session-endpoints"

  /// The action that the verb stands for, with the fields that it takes.
  func action(_ fields: inout FaultFields) throws(FaultScriptError) -> FaultAction {
    switch self {
    case .status: return .status(try fields.answer(), at: try fields.point(default: .answer))
    case .statusAfter: return .statusAfter(try fields.answer())
    case .resetBefore: return .resetBefore
    case .resetAfter: return .resetAfter(bytes: try fields.requiredInteger("bytes"))
    case .resetAfterBody: return .resetAfterBody
    case .loseAnswer: return .loseAnswer
    case .stall:
      return .stall(seconds: try fields.requiredSeconds("seconds"), at: try fields.point(default: .before))
    case .truncatedHeader: return .truncatedHeader(try fields.string("raw") ?? Self.halfHeader)
    case .truncatedBody: return .truncatedBody
    case .truncatedJSON: return .truncatedJSON
    case .wrongSHA1: return .wrongSHA1
    case .html: return .html
    case .accepted: return .accepted(retryAfter: try fields.integer("retry_after").map(Int.init) ?? 1)
    case .hugeBody: return .hugeBody
    case .redirect:
      let status = try fields.checked(status: try fields.integer("status") ?? Self.redirectStatus)
      return .redirect(location: try fields.requiredString("location"), status: status)
    case .throttle:
      return .throttle(
        inFlight: Int(try fields.requiredInteger("in_flight")), retryAfter: try fields.retryAfter())
    case .slow: return .slow(bytesPerSecond: max(1, try fields.requiredInteger("bytes_per_second")))
    case .delay: return .delay(milliseconds: try fields.requiredInteger("ms", to: FaultFields.longestTime))
    case .deny: return .deny
    case .sessionEndpoints: return .sessionEndpoints(origin: try fields.requiredString("origin"))
    }
  }

  private static let halfHeader = "HTTP/1.1 200 OK\r\nContent-Type: applica"
  private static let redirectStatus: Int64 = 307
}
