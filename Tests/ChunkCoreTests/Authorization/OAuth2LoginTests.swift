import ChunkCoreTestSupport
import ChunkTestSupport
import ChunkTransport
import ChunkTransportTesting
import Foundation
import Synchronization
import Testing

@testable import ChunkCore

/// A refresh token is used once, under the storage's lock, and nothing that was issued is lost.
@Suite struct OAuth2LoginTests {
  private static let now = Date(timeIntervalSince1970: 1_800_000_000)

  /// A storage in memory that keeps a diary, and can refuse to save.
  private final class Diary: TokenStorage {
    let inner: MemoryTokenStorage
    private let state = Mutex((lines: [String](), refusals: 0))

    init(_ login: StoredLogin?) { inner = MemoryTokenStorage(login) }

    struct Full: Error {}
    var lines: [String] { state.withLock { $0.lines } }
    func note(_ line: String) { state.withLock { $0.lines.append(line) } }
    func refuseToSave(times: Int) { state.withLock { $0.refusals = times } }

    func load() -> StoredLogin? {
      note("load")
      return inner.load()
    }
    func save(_ login: StoredLogin?) throws {
      let isRefused = state.withLock { state in
        defer { state.refusals = max(0, state.refusals - 1) }
        return state.refusals > 0
      }
      note(isRefused ? "refuse" : "save \(login?.refreshToken ?? "nothing")")
      if isRefused { throw Full() }
      inner.save(login)
    }
    func lock() async throws {
      try await inner.lock()
      note("lock")
    }
    func unlock() async {
      note("unlock")
      await inner.unlock()
    }
  }

  private func service(_ transport: any Transport, endpoints: ServiceEndpoints = .box) -> TokenService {
    .scripted(transport, endpoints: endpoints, now: Self.now)
  }

  @Test func theNewPairIsSavedBeforeItIsUsed() async throws {
    let diary = Diary(.sample(access: nil))
    let transport = MemoryTransport { _ in
      diary.note("ask")
      return .token("new", refreshToken: "next")
    }
    let issued = try await OAuth2Login(storage: diary).issue(replacing: nil, by: service(transport))
    #expect(issued.token.secret == "new")
    #expect(diary.lines == ["lock", "load", "ask", "save next", "unlock"])
    let stored = try #require(diary.inner.load())
    #expect(stored.accessToken == "new")
    #expect(stored.expiresAt == Self.now.addingTimeInterval(3600))
    #expect(stored.issuedAt == Self.now)
    #expect(stored.clientSecret == Secrets.client)
  }

  @Test func aGoodTokenInTheStorageIsUsedWithoutARequest() async throws {
    let transport = MemoryTransport(.empty(500))
    let storage = MemoryTokenStorage(
      .sample(issuedAt: Self.now.addingTimeInterval(-600), expiresAt: Self.now.addingTimeInterval(3000)))
    let login = OAuth2Login(storage: storage)
    let issued = try await login.issue(replacing: nil, by: service(transport))
    #expect(issued.token.secret == Secrets.access)
    #expect(issued.remaining == .seconds(3000))
    #expect(issued.lifetime == .seconds(3600))
    // Another one than the one that is to be replaced: another process has been here.
    #expect(
      try await login.issue(replacing: BearerToken("older"), by: service(transport)).token.secret
        == Secrets.access)
    #expect(transport.requests.isEmpty)
  }

  @Test(arguments: [-10.0, 0, 200, 290])
  func oneThatEndsSoonIsNot(seconds: Double) async throws {
    let transport = MemoryTransport(.token("new", refreshToken: "next"))
    let storage = MemoryTokenStorage(
      .sample(
        issuedAt: Self.now.addingTimeInterval(seconds - 3600), expiresAt: Self.now.addingTimeInterval(seconds)
      ))
    let issued = try await OAuth2Login(storage: storage).issue(replacing: nil, by: service(transport))
    #expect(issued.token.secret == "new")
  }

  /// A clock that was set back must not make a token live for years.
  @Test func nothingLivesLongerThanItsLifetime() async throws {
    let storage = MemoryTokenStorage(
      .sample(
        issuedAt: Self.now.addingTimeInterval(1_000_000), expiresAt: Self.now.addingTimeInterval(1_003_600)))
    let issued = try await OAuth2Login(storage: storage).issue(
      replacing: nil, by: service(MemoryTransport(.empty(500))))
    #expect(issued.remaining == .seconds(3600))
  }

  @Test func aStorageThatCannotSaveLosesNothing() async throws {
    let diary = Diary(.sample(access: nil))
    diary.refuseToSave(times: 2)
    let transport = MemoryTransport(.token("new", refreshToken: "next"), .empty(500))
    let login = OAuth2Login(storage: diary)
    for _ in 0..<2 {
      let error = try await failure { try await login.issue(replacing: nil, by: service(transport)) }
      #expect(error.kind == .tokenUnavailable)
      #expect(error.isTemporary)
      #expect(error.cause is Diary.Full)
    }
    let issued = try await login.issue(replacing: nil, by: service(transport))
    #expect(issued.token.secret == "new")
    #expect(diary.inner.load()?.refreshToken == "next")
    #expect(transport.requests.count == 1)
  }

  /// Somebody has logged in anew while the pair waited to be saved: their login stays.
  @Test func aNewLoginIsNotOverwritten() async throws {
    let diary = Diary(.sample(access: nil))
    diary.refuseToSave(times: 1)
    let transport = MemoryTransport(
      .token("new", refreshToken: "next"), .token("newer", refreshToken: "after"))
    let login = OAuth2Login(storage: diary)
    _ = try await failure { try await login.issue(replacing: nil, by: service(transport)) }
    diary.inner.save(.sample(access: nil, refresh: "of-a-new-login"))
    #expect(try await login.issue(replacing: nil, by: service(transport)).token.secret == "newer")
    #expect(transport.requests.last?.form()["refresh_token"] == "of-a-new-login")
    #expect(diary.inner.load()?.refreshToken == "after")
  }

  @Test func aRefusedRefreshTokenSaysToLogInAndIsNotSentAgain() async throws {
    let storage = MemoryTokenStorage(.sample(access: nil))
    let transport = MemoryTransport { request in
      request.number == 0
        ? .refusal("invalid_grant", "Refresh token has expired") : .token("new", refreshToken: "next")
    }
    let login = OAuth2Login(storage: storage)
    for _ in 0..<3 {
      let error = try await failure { try await login.issue(replacing: nil, by: service(transport)) }
      #expect(error.kind == .loginRequired)
      #expect(!error.isTemporary)
      #expect(error.message.contains("Refresh token has expired"))
      #expect(error.remedy.lowercased().contains("log in again"))
      #expect(!Secrets.areIn("\(error)"))
    }
    #expect(transport.requests.count == 1)
    storage.save(.sample(access: nil, refresh: "of-a-new-login"))
    #expect(try await login.issue(replacing: nil, by: service(transport)).token.secret == "new")
  }

  @Test func aLostAnswerIsAskedForAgainAndSaidToBeLost() async throws {
    let good = MemoryTransport(
      .failure(.connectionLost, .outcomeUnknown), .token("new", refreshToken: "next"))
    let storage = MemoryTokenStorage(.sample(access: nil))
    #expect(
      try await OAuth2Login(storage: storage).issue(replacing: nil, by: service(good)).token.secret == "new")
    #expect(good.requests.map { $0.form()["refresh_token"] } == [Secrets.refresh, Secrets.refresh])

    let bad = MemoryTransport(.failure(.connectionLost, .outcomeUnknown), .refusal("invalid_grant"))
    let login = OAuth2Login(storage: MemoryTokenStorage(.sample(access: nil)))
    let error = try await failure { try await login.issue(replacing: nil, by: service(bad)) }
    #expect(error.kind == .loginRequired)
    #expect(error.message.contains("answer was lost"))
    #expect(bad.requests.count == 2)
  }

  /// The answers are lost until nobody tries any more; that they were is known the next time too.
  @Test func whatWasLostIsRemembered() async throws {
    let transport = MemoryTransport { request in
      request.number < 3 ? .failure(.connectionLost, .outcomeUnknown) : .refusal("invalid_grant")
    }
    let login = OAuth2Login(storage: MemoryTokenStorage(.sample(access: nil)))
    let first = try await failure { try await login.issue(replacing: nil, by: service(transport)) }
    #expect(first.kind == .tokenUnavailable)
    #expect(first.isTemporary)
    let second = try await failure { try await login.issue(replacing: nil, by: service(transport)) }
    #expect(second.kind == .loginRequired)
    #expect(second.message.contains("answer was lost"))
  }

  @Test func withoutALoginOrForAnotherServiceNothingIsSent() async throws {
    let transport = MemoryTransport(.token("t"))
    let other = try ServiceEndpoints(token: "https://evil.example/oauth2/token")
    let app = try OAuth2Application(clientId: "other", clientSecret: "x")
    var nameless = StoredLogin.sample(access: nil)
    nameless.clientSecret = nil
    let errors = [
      try await failure {
        try await OAuth2Login(storage: MemoryTokenStorage()).issue(replacing: nil, by: service(transport))
      },
      try await failure {
        try await OAuth2Login(storage: MemoryTokenStorage(.sample(access: nil))).issue(
          replacing: nil, by: service(transport, endpoints: other))
      },
      try await failure {
        try await OAuth2Login(storage: MemoryTokenStorage(.sample(access: nil)), application: app).issue(
          replacing: nil, by: service(transport))
      },
      try await failure {
        try await OAuth2Login(storage: MemoryTokenStorage(nameless)).issue(
          replacing: nil, by: service(transport))
      },
    ]
    for error in errors {
      #expect(error.kind == .loginRequired)
      #expect(error.remedy.lowercased().contains("log in"))
      #expect(!Secrets.areIn("\(error)"))
    }
    #expect(transport.requests.isEmpty)
  }

  /// Two providers, as two processes have them, and one storage.
  @Test func twoThatShareAStorageUseNoRefreshTokenTwice() async throws {
    let sent = Shared<[String]>([])
    let transport = MemoryTransport { request in
      let token = request.form()["refresh_token"] ?? "?"
      sent.change { $0.append(token) }
      return .token("access-\(request.number)", expiresIn: 1e6, refreshToken: "refresh-\(request.number)")
    }
    let storage = MemoryTokenStorage(.sample(access: nil))
    let providers = (0..<2).map { _ in
      IssuedTokens(OAuth2Login(storage: storage), from: .scripted(transport))
    }
    let rejected = Shared<BearerToken?>(nil)
    for _ in 0..<20 {
      let old = rejected.value
      let tokens = try await withThrowingTaskGroup(of: BearerToken.self) { group in
        for number in 0..<20 {
          group.addTask { try await providers[number % 2].token(replacing: old) }
        }
        return try await group.reduce(into: Set<BearerToken>()) { $0.insert($1) }
      }
      #expect(tokens.count == 1)
      rejected.change { [token = tokens.first] in $0 = token }
    }
    #expect(sent.value.count == 20)
    #expect(Set(sent.value).count == 20)
  }
}
