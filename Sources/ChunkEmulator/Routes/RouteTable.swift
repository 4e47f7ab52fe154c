internal import HTTPTypes
internal import Hummingbird

/// All routes of the emulator.
struct RouteTable {
  /// Where the API lies. The service has it at `api.box.com/2.0` and at `upload.box.com/api/2.0`; every
  /// operation is here at both, so that both hosts may be pointed at one emulator.
  static let prefixes = ["/api/2.0", "/2.0"]
  /// Where tokens are issued: under either host's root.
  static let tokenPrefixes = ["/oauth2", "/api/oauth2"]

  let dispatcher: Dispatcher
  private let router = Router(context: EmulatorRequestContext.self)

  init(_ dispatcher: Dispatcher) { self.dispatcher = dispatcher }

  /// A responder for all routes.
  func makeResponder() -> EmulatorResponder {
    addSessionRoutes()
    addPartRoutes()
    addCommitRoutes()
    addFileRoutes()
    addUploadRoutes()
    addFolderRoutes()
    addUserRoutes()
    addTokenRoutes()
    addAuthorizeRoutes()
    addInspectionRoutes()
    return EmulatorResponder(router: router.buildResponder(), dispatcher: dispatcher)
  }

  /// Adds an operation at every place of the API.
  func on(
    _ method: HTTPRequest.Method, _ path: String, _ operation: Operation,
    _ handler: @escaping Dispatcher.Handler
  ) {
    for prefix in Self.prefixes { add(method, prefix + path, operation, .token, handler) }
  }

  /// Adds an operation at every place of the token endpoint; it needs no token.
  func onTokenEndpoint(
    _ method: HTTPRequest.Method, _ path: String, _ operation: Operation,
    _ handler: @escaping Dispatcher.Handler
  ) {
    for prefix in Self.tokenPrefixes { add(method, prefix + path, operation, .open, handler) }
  }

  /// Adds a route for tests, beside the API: never counted, never hit by a fault.
  func onInspection(
    _ method: HTTPRequest.Method, _ path: String,
    _ handler: @escaping @Sendable (Request) async throws -> Response
  ) {
    router.on(RouterPath("/_emulator" + path), method: method) { request, _ in try await handler(request) }
  }

  private func add(
    _ method: HTTPRequest.Method, _ path: String, _ operation: Operation, _ access: RouteAccess,
    _ handler: @escaping Dispatcher.Handler
  ) {
    let path = RouterPath(path)
    let dispatcher = dispatcher
    router.on(path, method: method) { request, context in
      try await dispatcher.handle(request, context, operation: operation, access: access, handler)
    }
    guard method == .get else { return }
    router.on(path, method: .head) { request, context in
      try await dispatcher.handle(request, context, operation: operation, access: access, handler)
        .createHeadResponse()
    }
  }
}

/// Answers what no route takes with the service's 404.
struct EmulatorResponder: HTTPResponder {
  let router: RouterResponder<EmulatorRequestContext>
  let dispatcher: Dispatcher

  /// What Hummingbird's router says in place of a route's path when it found none.
  private static let noRoute = "NotFound"

  func respond(to request: Request, context: EmulatorRequestContext) async throws -> Response {
    let response = try await router.respond(to: request, context: context)
    guard context.endpointPath == Self.noRoute else { return response }
    return try await dispatcher.handle(request, context, operation: .any, access: .open) { exchange in
      throw APIError.notFound("\(exchange.request.method) \(exchange.request.uri.path)")
    }
  }
}
