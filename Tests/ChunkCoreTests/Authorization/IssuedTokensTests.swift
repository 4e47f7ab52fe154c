import ChunkCoreTestSupport
import ChunkTestSupport
import ChunkTransportTesting
import Testing

@testable import ChunkCore

/// One request for a token at a time, whoever asks, and in time.
@Suite struct IssuedTokensTests {
  private let clock: ImmediateClock
  private let start: ImmediateClock.Instant
  private static let away = ChunkError(
    .tokenUnavailable, "the token endpoint is away", remedy: "wait", isTemporary: true)

  init() {
    clock = ImmediateClock()
    start = clock.now
  }

  private func tokens(_ grant: ScriptedGrant) -> IssuedTokens {
    IssuedTokens(grant, from: .scripted(MemoryTransport(.empty(500)), clock: clock))
  }

  /// Lets time pass until so long after the test's beginning.
  private func pass(until time: Duration) async throws {
    try await clock.sleep(until: start.advanced(by: time), tolerance: nil)
  }

  @Test func aHundredThatMeetA401AskOnce() async throws {
    let gate = TaskGate()
    let grant = ScriptedGrant(hold: { await gate.wait() })
    let tokens = tokens(grant)
    let refused = try BearerToken("refused")
    try await withThrowingTaskGroup(of: BearerToken.self) { group in
      for _ in 0..<100 { group.addTask { try await tokens.token(replacing: refused) } }
      #expect(await eventually { grant.asked.count == 1 })
      gate.open()
      for try await token in group { #expect(token.secret == "t1") }
    }
    #expect(grant.asked == ["refused"])
    // Those that come late with the same refusal get what is there.
    #expect(try await tokens.token(replacing: refused).secret == "t1")
    #expect(grant.asked.count == 1)
  }

  @Test func whoIsCancelledLeavesTheOthersTheirToken() async throws {
    let gate = TaskGate()
    let grant = ScriptedGrant(hold: { await gate.wait() })
    let tokens = tokens(grant)
    let impatient = Task { try await tokens.token(replacing: nil) }
    #expect(await eventually { grant.asked.count == 1 })
    let patient = Task { try await tokens.token(replacing: nil) }
    impatient.cancel()
    let error = try await failure { try await impatient.value }
    #expect(error.kind == .cancelled)
    gate.open()
    #expect(try await patient.value.secret == "t1")
    #expect(grant.asked.count == 1)
  }

  @Test func whatIsIssuedIsKeptThoughNobodyWaitsAnyMore() async throws {
    let gate = TaskGate()
    let grant = ScriptedGrant(hold: { await gate.wait() })
    // On the system's clock, since this is about a wait.
    let tokens = IssuedTokens(grant, from: TokenService(transport: MemoryTransport(.empty(500))))
    let only = Task { try await tokens.token(replacing: nil) }
    #expect(await eventually { grant.asked.count == 1 })
    only.cancel()
    _ = try? await only.value
    gate.open()
    await tokens.settle(within: .seconds(3600))
    #expect(try await tokens.token(replacing: nil).secret == "t1")
    #expect(grant.asked.count == 1)
  }

  @Test(arguments: [
    (Duration.seconds(3600), Duration.seconds(3299), Duration.seconds(3301)),
    (.seconds(3), .milliseconds(2499), .milliseconds(2501)), (.seconds(60), .seconds(49), .seconds(51)),
  ])
  func aTokenIsReplacedBeforeItEnds(lifetime: Duration, early: Duration, late: Duration) async throws {
    let grant = ScriptedGrant(lifetime: lifetime)
    let tokens = tokens(grant)
    #expect(try await tokens.token(replacing: nil).secret == "t1")
    try await pass(until: early)
    #expect(try await tokens.token(replacing: nil).secret == "t1")
    try await pass(until: late)
    #expect(try await tokens.token(replacing: nil).secret == "t2")
    #expect(grant.asked == [nil, "t1"])
  }

  @Test func oneWithoutALifetimeIsUsedUntilItIsRefused() async throws {
    let grant = ScriptedGrant(lifetime: nil)
    let tokens = tokens(grant)
    let first = try await tokens.token(replacing: nil)
    try await pass(until: .seconds(1_000_000))
    #expect(try await tokens.token(replacing: nil) == first)
    #expect(!tokens.hasEnded(first))
    #expect(try await tokens.token(replacing: first).secret == "t2")
    #expect(tokens.hasEnded(first))
  }

  /// As long as the old token is good, nobody has to fail because the next one cannot be had.
  @Test func aRenewalThatFailsEarlyHurtsNobody() async throws {
    let grant = ScriptedGrant(lifetime: .seconds(3600))
    let tokens = tokens(grant)
    let first = try await tokens.token(replacing: nil)
    try await pass(until: .seconds(3400))
    grant.fail(Self.away)
    for _ in 0..<5 { #expect(try await tokens.token(replacing: nil) == first) }
    #expect(grant.asked.count == 2, "it is not tried again with each request")
    try await pass(until: .seconds(3440))
    #expect(try await tokens.token(replacing: nil).secret == "t3")
  }

  /// A token endpoint that hangs holds up nobody whose token is good, and whoever has none waits.
  @Test func aRenewalThatHangsHurtsNobodyEither() async throws {
    let gate = TaskGate()
    let first = Shared(true)
    let grant = ScriptedGrant(
      lifetime: .seconds(3600),
      hold: {
        let isFirst = first.value
        first.change { $0 = false }
        if !isFirst { await gate.wait() }
      })
    let tokens = IssuedTokens(
      grant, from: .scripted(MemoryTransport(.empty(500)), clock: clock), patience: .milliseconds(20))
    let token = try await tokens.token(replacing: nil)
    try await pass(until: .seconds(3400))
    for _ in 0..<3 { #expect(try await tokens.token(replacing: nil) == token) }
    #expect(grant.asked == [nil, "t1"])
    try await pass(until: .seconds(3601))
    let waiting = Task { try await tokens.token(replacing: nil) }
    try await Task.sleep(for: .milliseconds(60))
    gate.open()
    #expect(try await waiting.value.secret == "t2")
    #expect(grant.asked.count == 2)
  }

  @Test func withoutAGoodTokenAFailureIsOne() async throws {
    let grant = ScriptedGrant(lifetime: .seconds(60))
    let tokens = tokens(grant)
    grant.fail(Self.away)
    #expect(try await failure { try await tokens.token(replacing: nil) }.kind == .tokenUnavailable)
    let first = try await tokens.token(replacing: nil)
    grant.fail(Self.away)
    #expect(try await failure { try await tokens.token(replacing: first) }.isTemporary)
    grant.fail(Self.away)
    try await pass(until: .seconds(61))
    #expect(tokens.hasEnded(first))
    #expect(try await failure { try await tokens.token(replacing: nil) }.isTemporary)
    #expect(try await tokens.token(replacing: nil).secret == "t5")
  }

  @Test func itRunsOnThreadsOfItsOwn() async throws {
    let threads = try EngineThreads()
    let service = TokenService(
      transport: MemoryTransport(.failure(.connectFailed, .neverSent), .token("t1")), threads: threads)
    let app = try ClientCredentials(clientId: "a", clientSecret: Secrets.client, subject: .user("1"))
    let tokens = IssuedTokens(app, from: service)
    #expect(try await tokens.token(replacing: nil).secret == "t1")
  }
}
