/// The body of an answer that says no.
///
/// Nothing in it can make it unreadable, since an error that cannot be read hides the reason. A body
/// may hold as little as a code, a message and a request, or may be empty, which is no JSON at all.
/// [Client error](https://developer.box.com/reference/resources/client-error)
public struct ClientError: Codable, Sendable, Hashable {
  /// Always ``ResourceType/error``.
  public var type: ResourceType?

  /// The HTTP status, repeated.
  public var status: Int64?

  /// What is wrong; Box uses many more codes than its reference lists.
  public var code: ErrorCode?

  /// A sentence for people.
  public var message: String?

  /// More, which depends on the endpoint.
  public var contextInfo: ErrorContext?

  /// A page about the error.
  public var helpUrl: String?

  /// What Box's support asks for.
  public var requestId: String?

  /// Creates the value; what is left out is `nil` and is not written.
  public init(
    type: ResourceType? = nil, status: Int64? = nil, code: ErrorCode? = nil, message: String? = nil,
    contextInfo: ErrorContext? = nil, helpUrl: String? = nil, requestId: String? = nil
  ) {
    self.type = type
    self.status = status
    self.code = code
    self.message = message
    self.contextInfo = contextInfo
    self.helpUrl = helpUrl
    self.requestId = requestId
  }

  enum CodingKeys: String, CodingKey {
    case type
    case status
    case code
    case message
    case contextInfo = "context_info"
    case helpUrl = "help_url"
    case requestId = "request_id"
  }

  /// Reads the value from the JSON that Box sends; see ``WireJSON`` for what is tolerated.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    type = values.lenient(.type)
    status = values.lenient(.status)
    code = values.lenient(.code)
    message = values.lenient(.message)
    contextInfo = values.lenient(.contextInfo)
    helpUrl = values.lenient(.helpUrl)
    requestId = values.lenient(.requestId)
  }
}
