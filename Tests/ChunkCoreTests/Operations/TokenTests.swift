import ChunkCore
import ChunkCoreTestSupport
import ChunkTransport
import ChunkTransportTesting
import Testing

/// What happens to tokens, and when a fresh one is asked for.
@Suite struct TokenTests {
  private static let expired = MemoryAnswer.empty(
    401,
    [.wwwAuthenticate: #"Bearer realm="Service", error="invalid_token", error_description="expired_token""#])

  @Test(arguments: Call.allCases)
  func a401AsksOnceMoreWithTheRejectedToken(call: Call) async throws {
    let transport = MemoryTransport(Self.expired, call.answer)
    let tokens = try RenewingTokens("old", "new")
    try await call.run(manager(transport, tokens: tokens))
    #expect(transport.requests.map { $0.field("authorization") } == ["Bearer old", "Bearer new"])
    #expect(tokens.rejected == ["old"])
    // The same request otherwise, body and all.
    let requests = transport.requests
    #expect(requests[0].url == requests[1].url)
    #expect(requests[0].body == requests[1].body)
  }

  @Test func aSecond401IsTheEnd() async throws {
    let transport = MemoryTransport(Self.expired)
    let tokens = try RenewingTokens("old", "new", "newer")
    let error = try await failure { try await Call.getById.run(manager(transport, tokens: tokens)) }
    #expect(error.kind == .unauthorized)
    #expect(error.answer?.status == 401)
    #expect(error.message.contains("expired_token"))
    #expect(!error.isTemporary)
    #expect(transport.requests.count == 2)
    #expect(tokens.rejected == ["old"])
  }

  /// Tokens that end on their way are no refusals; and a service for which all of them have is not asked for ever.
  @Test func tokensThatHaveEndedAreReplacedAFewTimes() async throws {
    let good = MemoryTransport(Self.expired, Self.expired, Self.expired, .text(200, Document.session))
    try await Call.getById.run(manager(good, tokens: EndedTokens()))
    #expect(good.requests.map { $0.field("authorization") } == (1...4).map { "Bearer ended\($0)" })
    let never = MemoryTransport(Self.expired)
    let error = try await failure { try await Call.getById.run(manager(never, tokens: EndedTokens())) }
    #expect(error.kind == .unauthorized)
    #expect(never.requests.count == 5)
  }

  @Test func theSameTokenAgainIsNotTriedAgain() async throws {
    let transport = MemoryTransport(Self.expired)
    let error = try await failure { try await Call.getById.run(manager(transport)) }
    #expect(error.kind == .unauthorized)
    #expect(transport.requests.count == 1)
  }

  @Test func aProviderThatThrowsIsSaidToHave() async throws {
    let transport = MemoryTransport(.empty(500))
    let error = try await failure { try await Call.getById.run(manager(transport, tokens: BrokenTokens())) }
    #expect(error.kind == .tokenUnavailable)
    #expect(error.cause is BrokenTokens.Failure)
    #expect(!error.remedy.isEmpty)
    #expect(transport.requests.isEmpty)
  }

  @Test func aProviderThatCannotRenewIsSaidToHave() async throws {
    let transport = MemoryTransport(Self.expired)
    let tokens = BrokenTokens(first: try BearerToken("old"))
    let error = try await failure { try await Call.getById.run(manager(transport, tokens: tokens)) }
    #expect(error.kind == .tokenUnavailable)
    #expect(transport.requests.count == 1)
  }

  @Test func aProvidersOwnErrorStays() async throws {
    let own = ChunkError(.unreachable, "the token endpoint is away", remedy: "wait", isTemporary: true)
    let transport = MemoryTransport(.empty(500))
    let error = try await failure {
      try await Call.getById.run(manager(transport, tokens: BrokenTokens(error: own)))
    }
    #expect(error.kind == .unreachable)
    #expect(error.message == own.message)
  }

  @Test func aCancelledProviderIsACancellation() async throws {
    let tokens = BrokenTokens(error: CancellationError())
    let error = try await failure {
      try await Call.getById.run(manager(MemoryTransport(.empty(500)), tokens: tokens))
    }
    #expect(error.kind == .cancelled)
  }

  /// Whatever fails, in whatever way: the token is not in the error.
  @Test(arguments: Call.allCases)
  func noErrorHoldsTheToken(call: Call) async throws {
    let answers: [MemoryAnswer] = [
      Self.expired, .empty(500), .error(403, "forbidden"), .text(200, "<html>"), .text(200, "{"),
      .empty(302, [.location: "https://evil.example"]), .failure(.connectionLost, .outcomeUnknown),
      .failure(.tlsFailed, .neverSent),
    ]
    for answer in answers where call.hasAnswerBody {
      let error = try await failure { try await call.run(manager(MemoryTransport(answer))) }
      var dumped = ""
      dump(error, to: &dumped)
      #expect(!error.description.contains(secretText))
      #expect(!dumped.contains(secretText))
    }
  }
}
