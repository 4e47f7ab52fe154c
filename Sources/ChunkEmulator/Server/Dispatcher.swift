internal import HTTPTypes
internal import Hummingbird

/// Who may use a route.
enum RouteAccess: Sendable {
  /// Whoever has a valid token.
  case token
  /// Anyone.
  case open
}

/// Takes each request through what all have in common: counting, faults, the token, errors.
struct Dispatcher: Sendable {
  typealias Handler = @Sendable (Exchange) async throws -> Response

  let store: Store
  let faults: FaultQueue
  let recorder: Recorder
  let grants: TokenGrants
  let configuration: EmulatorConfiguration
  let secrets: SecretsLog?

  /// Replaces the faults in force; what they count begins now.
  func setFaults(_ list: [Fault]) { faults.set(list, receivedBytes: recorder.receivedBytes) }

  /// What was counted so far.
  var counters: Counters {
    var counters = recorder.counters
    counters.tokens = grants.tokens.counters
    return counters
  }

  /// Forgets what was counted and recorded.
  func resetCounters() {
    recorder.reset()
    grants.tokens.resetCounters()
  }

  /// Handles a request.
  ///
  /// - Throws: ``ConnectionEnded`` if a fault ended the connection.
  func handle(
    _ request: Request, _ context: EmulatorRequestContext, operation: Operation, access: RouteAccess,
    _ handler: @escaping Handler
  ) async throws -> Response {
    let part = PartAddress(request, context, operation)
    let admission = faults.enter(
      operation, offset: part?.offset, receivedBytes: recorder.receivedBytes)
    defer { faults.leave(operation, admission) }
    let effects = admission.effects
    let number = recorder.begin(RecordedRequest(request, context, operation, offset: part?.offset))
    recorder.admit(operation, admission)
    let body = makeBody(request, context, part, effects)
    let exchange = Exchange(
      request: request, parameters: context.parameters, body: body,
      baseURL: baseURL(of: request, origin: effects.endpointOrigin), isDenied: effects.isDenied)
    let run = FaultRun(
      effects: effects, connection: context.connection, body: body, clock: configuration.clock)
    var response = try await run.answer {
      try await work(exchange, operation, access: access, handler)
    }
    response = try await run.finish(response)
    if let part, response.status == .ok, effects.ending == nil, !effects.hasWrongSHA1 {
      recorder.acknowledgePart(session: part.session, offset: part.offset)
    }
    recorder.end(number, status: response.status.code)
    limitDrain(of: request, body, context.connection, &response)
    return response
  }

  private func work(
    _ exchange: Exchange, _ operation: Operation, access: RouteAccess, _ handler: Handler
  ) async throws -> Response {
    do {
      var exchange = exchange
      if access == .token { try authorize(&exchange, operation) }
      return try await handler(exchange)
    } catch let fault as TokenFault {
      return Answer.unauthorized(fault)
    } catch let error as APIError {
      return Answer.error(error)
    } catch let error as StoreError {
      return Answer.error(APIError(.internalServerError, .internalServerError, error.description))
    }
  }

  /// Finds out for whom a request acts, and whether it may.
  private func authorize(_ exchange: inout Exchange, _ operation: Operation) throws {
    let headers = exchange.request.headers
    secrets?.note(headers[.authorization].map { String($0.drop { $0 != " " }.dropFirst()) })
    exchange.rights = try grants.tokens.rights(ofHeader: headers[.authorization])
    let asUser = HTTPField.Name("As-User").flatMap { headers[$0] }
    exchange.user = try exchange.rights.user(asUser: asUser, of: grants.userCount)
    try exchange.rights.check(operation, exchange.request.method)
    let session = exchange.parameters.get("session")
    if let session { try store.checkOwner(exchange.user, ofSession: session) }
    try store.check(
      exchange.rights.resource, file: exchange.parameters.get("file"),
      folder: exchange.parameters.get("folder"), session: session)
  }

  private func makeBody(
    _ request: Request, _ context: EmulatorRequestContext, _ part: PartAddress?, _ effects: FaultEffects
  ) -> RequestBodyReader {
    if let part { recorder.beginPart(session: part.session, offset: part.offset) }
    let length = request.headers[.contentLength].flatMap { Int64($0) }
    let observer = BodyObserver(
      received: { [recorder] count in
        if let part { recorder.receive(count, session: part.session, offset: part.offset) }
      },
      ended: { [recorder] count in
        guard let part, length == nil || length == count else { return }
        recorder.receivePart(session: part.session, offset: part.offset)
      })
    let body = RequestBodyReader(request.body, connection: context.connection, observer: observer)
    body.pace = effects.bytesPerSecond.map { Pace(bytesPerSecond: $0) }
    body.interruption = effects.bodyInterruption
    return body
  }

  /// The URL of the API as the client knows it. A proxy in front says the scheme in `X-Forwarded-Proto`.
  private func baseURL(of request: Request, origin: String?) -> String {
    let forwarded = HTTPField.Name("X-Forwarded-Proto").flatMap { request.headers[$0] }
    let scheme = forwarded ?? (configuration.tls == nil ? "http" : "https")
    let origin = origin ?? "\(scheme)://\(request.head.authority ?? "localhost")"
    let prefix = RouteTable.prefixes.first { request.uri.path.hasPrefix($0 + "/") } ?? ""
    return origin + prefix
  }

  /// An answer may be ready long before the client has sent its body. Reading on for a while lets the
  /// client see the answer; a client with more than that to send loses its connection.
  private func limitDrain(
    of request: Request, _ body: RequestBodyReader, _ connection: Connection, _ response: inout Response
  ) {
    guard !body.isAtEnd, let length = request.headers[.contentLength].flatMap({ Int64($0) }) else { return }
    if length > body.byteCount + Self.drainLimit {
      response.headers[.connection] = "close"
      connection.close(after: .seconds(2))
    }
  }

  /// The largest part that the service asks for: after an early answer, no more is read.
  private static let drainLimit: Int64 = 64 << 20
}

/// The part that a request sends.
struct PartAddress: Sendable {
  var session: String
  /// -1 if the request does not say where the part begins.
  var offset: Int64

  init?(_ request: Request, _ context: EmulatorRequestContext, _ operation: Operation) {
    guard operation == .part, let session = context.parameters.get("session") else { return nil }
    self.session = session
    offset = (try? ContentRange(header: request.headers[.contentRange]))?.range.lowerBound ?? -1
  }
}

extension RecordedRequest {
  init(_ request: Request, _ context: EmulatorRequestContext, _ operation: Operation, offset: Int64?) {
    var headers: [String: String] = [:]
    for field in request.headers {
      let isSecret = field.name == .authorization
      headers[field.name.canonicalName] =
        isSecret ? field.value.split(separator: " ").first.map { String($0) } : field.value
    }
    self.init(
      operation: operation, method: request.method.rawValue, path: request.uri.description,
      headers: headers, session: context.parameters.get("session"), offset: offset, status: nil)
  }
}
