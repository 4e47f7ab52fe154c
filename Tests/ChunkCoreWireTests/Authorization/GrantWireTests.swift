import ChunkCoreTestSupport
import ChunkEmulator
import ChunkModels
import ChunkTestSupport
import ChunkTransport
import Foundation
import Testing

@testable import ChunkCore

/// Tokens of a server that checks what Box checks: each grant's are good for a whole upload, and no other is.
@Suite struct GrantWireTests {
  private static let client = (id: "the-app", secret: "secret-of-the-app")

  private static func application(_ keys: [String: String] = [:]) -> EmulatorApplication {
    EmulatorApplication(
      clientID: client.id, clientSecret: client.secret, enterpriseID: "4711", publicKeys: keys)
  }

  private static func credentials(
    _ subject: TokenSubject = .enterprise("4711"), secret: String = client.secret
  ) throws -> ClientCredentials {
    try ClientCredentials(clientId: client.id, clientSecret: secret, subject: subject)
  }

  private static func jwt(_ change: (inout JWTConfiguration) -> Void = { _ in }) async throws
    -> JWTCredentials
  {
    var configuration = JWTConfiguration(
      clientId: client.id, clientSecret: client.secret, publicKeyId: "key1",
      privateKey: try await RSAMaterial.shared().pem(.encrypted), passphrase: RSAMaterial.passphrase,
      enterpriseId: "4711")
    change(&configuration)
    return try JWTCredentials(configuration: configuration)
  }

  @Test(arguments: Backend.all)
  func clientCredentialsCarryAnUpload(backend: Backend) async throws {
    let content = try Content.smallest.get()
    try await Rig.run(backend, configure: { $0.applications = [Self.application()] }) { rig in
      let manager = try rig.manager(grant: Self.credentials())
      let file = try await manager.uploadBigFile(
        file: .bytes(content.data), fileName: "a.bin", parentFolderId: "0", options: rig.options())
      #expect(file.sha1 == content.sha1.hexadecimal)
      #expect(rig.counters.tokens.requests == ["client_credentials": 1])
    }
  }

  @Test func aUsersTokensAreTheUsers() async throws {
    try await Rig.run { rig in
      let manager = try rig.manager(grant: Self.credentials(.user("100000003")))
      #expect(try await manager.getCurrentUser().id == "100000003")
      let acting = try rig.manager(grant: Self.credentials(), asUser: "100000004")
      #expect(try await acting.getCurrentUser().id == "100000004")
    }
  }

  /// The session belongs to the user who is acted for, so each of the upload's requests has to name him.
  @Test func anUploadForAnotherUserIsHisThroughout() async throws {
    let content = try Content.smallest.get()
    try await Rig.run { rig in
      let manager = try rig.manager(grant: Self.credentials(), asUser: "100000002")
      let file = try await manager.uploadBigFile(
        file: .bytes(content.data), fileName: "a.bin", parentFolderId: "0", options: rig.options())
      #expect(file.sha1 == content.sha1.hexadecimal)
    }
  }

  @Test func wrongCredentialsAreRefusedOnce() async throws {
    try await Rig.run(configure: { $0.applications = [Self.application()] }) { rig in
      let wrong = try rig.manager(grant: Self.credentials(secret: "another-secret"))
      let error = try await failure { try await wrong.getCurrentUser() }
      #expect(error.kind == .credentialsRefused)
      #expect(!"\(error)".contains("another-secret"))
      let other = try rig.manager(grant: Self.credentials(.enterprise("1")))
      #expect(try await failure { try await other.getCurrentUser() }.kind == .credentialsRefused)
      #expect(rig.counters.tokens.requests == ["client_credentials": 2])
    }
  }

  @Test(arguments: [0.0, 86_400, -86_400])
  func anAppsKeyIsGoodWhateverTheClockSays(offset: Double) async throws {
    let key = try await RSAMaterial.shared().publicPEM
    let grant = try await Self.jwt()
    try await Rig.run(configure: { configuration in
      configuration.applications = [Self.application(["key1": key])]
      configuration.clockOffset = offset
    }) { rig in
      let manager = try rig.manager(grant: grant)
      _ = try await manager.getCurrentUser()
      #expect(rig.counters.tokens.requests == ["jwt-bearer": offset == 0 ? 1 : 2])
      rig.emulator.expireTokens()
      _ = try await manager.getCurrentUser()
      // The clock is known from then on.
      #expect(rig.counters.tokens.requests == ["jwt-bearer": offset == 0 ? 2 : 3])
    }
  }

  @Test func anotherKeyIsRefused() async throws {
    let other = try await RSAMaterial.other().publicPEM
    let grant = try await Self.jwt()
    try await Rig.run(configure: { $0.applications = [Self.application(["key1": other])] }) { rig in
      let manager = try rig.manager(grant: grant)
      #expect(try await failure { try await manager.getCurrentUser() }.kind == .credentialsRefused)
      #expect(rig.counters.tokens.requests == ["jwt-bearer": 1])
    }
  }

  @Test func aDownscopedTokenUploadsAndDoesNothingElse() async throws {
    let content = try Content.smallest.get()
    try await Rig.run { rig in
      let service = try rig.tokenService()
      let parent = IssuedTokens(try Self.credentials(), from: service)
      let upload = try rig.manager(grant: try DownscopedTokens(of: parent, scopes: [.itemUpload]))
      let file = try await upload.uploadBigFile(
        file: .bytes(content.data), fileName: "a.bin", parentFolderId: "0", options: rig.options())
      #expect(file.sha1 == content.sha1.hexadecimal)
      let preview = try rig.manager(grant: try DownscopedTokens(of: parent, scopes: [.itemPreview]))
      let error = try await failure {
        try await preview.createFileUploadSession(folderId: "0", fileSize: 20_000_000, fileName: "b.bin")
      }
      #expect(error.kind == .forbidden)
      #expect(error.answer?.code == .insufficientScope)
      #expect(error.remedy.contains("item_upload"))
    }
  }

  /// All tokens end in the middle of an upload, with eight parts in flight: one request for a token, no part lost.
  @Test(arguments: Backend.all)
  func tokensThatEndCostOneRequestAndNoPart(backend: Backend) async throws {
    let content = try Content.smallest.get()
    try await Rig.run(backend, configure: { $0.partSize = 1 << 20 }) { rig in
      let manager = try rig.manager(grant: Self.credentials())
      let ended = Shared(0)
      let file = try await manager.uploadBigFile(
        file: .bytes(content.data), fileName: "a.bin", parentFolderId: "0",
        options: rig.options { options in
          options.budget = UploadBudget(concurrency: .fixed(8))
          let report = options.onEvent
          options.onEvent = { event in
            report(event)
            // The first that comes: those behind it are under way, or were sent with the same token.
            if case .partAcknowledged = event, ended.value == 0 {
              ended.change { $0 += 1 }
              rig.emulator.expireTokens()
            }
          }
        })
      #expect(file.sha1 == content.sha1.hexadecimal)
      #expect(rig.counters.tokens.requests == ["client_credentials": 2])
      #expect(rig.counters.tokens.expiredRequests > 0)
      #expect(!rig.counters.hasResentAcknowledgedPart)
      #expect(rig.events.retries.isEmpty)
    }
  }

  @Test func aTokenEndpointThatIsAwayIsWaitedFor() async throws {
    let content = try Content.smallest.get()
    let away = Fault.status(503, on: .token, times: 5)
    try await Rig.run(faults: [away]) { rig in
      let manager = try rig.manager(grant: Self.credentials())
      let file = try await manager.uploadBigFile(
        file: .bytes(content.data), fileName: "a.bin", parentFolderId: "0",
        options: rig.options { $0.retries = RetryPolicy() })
      #expect(file.sha1 == content.sha1.hexadecimal)
      #expect(rig.counters.requests(for: .token) == 6)
    }
  }
}

extension Rig {
  /// The emulator's endpoints, the token endpoint's too.
  func endpoints() throws -> ServiceEndpoints {
    try ServiceEndpoints(base: emulator.baseURL, upload: emulator.uploadURL, token: emulator.tokenURL)
  }

  /// The emulator's token endpoint.
  func tokenService(clock: some Clock<Duration> = ContinuousClock()) throws -> TokenService {
    TokenService(transport: transport, endpoints: try endpoints(), clock: clock)
  }

  /// A manager whose tokens a grant gives, on the test's clock.
  func manager(grant: any TokenGrant, asUser: String? = nil) throws -> ChunkedUploadsManager {
    ChunkedUploadsManager(
      transport: transport, grant: grant, endpoints: try endpoints(), asUser: asUser, clock: clock)
  }
}
