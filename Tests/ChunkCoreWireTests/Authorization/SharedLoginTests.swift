import ChunkCoreTestSupport
import ChunkEmulator
import ChunkModels
import ChunkTestSupport
import ChunkTransport
import Foundation
import Testing

@testable import ChunkCore

/// A login in a file, and a server whose refresh tokens are good for one use.
@Suite struct SharedLoginTests {
  private let directory: TemporaryDirectory
  private let path: String

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.file("config/login.json")
  }

  /// A login at the emulator, in the file.
  private func logIn(_ rig: Rig) async throws {
    try await FileTokenStorage(path: path).save(
      StoredLogin(
        refreshToken: "emulator-refresh-token", clientId: "app", clientSecret: "secret-of-the-app",
        tokenURL: rig.emulator.tokenURL))
  }

  /// What a process of its own would have: nothing is shared but the file.
  private func manager(_ rig: Rig) throws -> ChunkedUploadsManager {
    ChunkedUploadsManager(
      transport: rig.transport, grant: OAuth2Login(storage: FileTokenStorage(path: path)),
      endpoints: try rig.endpoints())
  }

  /// Tokens that live for seconds, two users of one login, each with eight parts in flight: one request for each
  /// token, and no refresh token used twice. With CHUNK_TOKEN_SECONDS=60 it is a minute of tokens of 3 seconds.
  @Test(arguments: Backend.all)
  func tokensThatLiveForSecondsCarryAsManyUploadsAsThereAre(backend: Backend) async throws {
    let content = try Content.smallest.get()
    let seconds = ProcessInfo.processInfo.environment["CHUNK_TOKEN_SECONDS"].flatMap(Double.init)
    let lifetime = seconds == nil ? 2.0 : 3
    // Eight at a time, each at an eighth of what makes it last so long.
    let rate = Int64(Double(content.data.count) / (seconds ?? 6) / 8)
    try await Rig.run(
      backend, faults: [Fault(on: .part, times: 0, do: .slow(bytesPerSecond: rate))],
      configure: {
        $0.partSize = 1 << 18
        $0.tokenLifetime = lifetime
      },
      { rig in
        try await logIn(rig)
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: FileFull.self) { group in
          for number in 0..<2 {
            let manager = try manager(rig)
            let budget = UploadBudget(concurrency: .fixed(8))
            group.addTask {
              try await manager.uploadBigFile(
                file: .bytes(content.data), fileName: "\(number).bin", parentFolderId: "0",
                options: rig.options { $0.budget = budget })
            }
          }
          for try await file in group { #expect(file.sha1 == content.sha1.hexadecimal) }
        }
        let elapsed = (ContinuousClock.now - start) / .seconds(1)
        let tokens = rig.counters.tokens
        #expect(tokens.requests == ["refresh_token": tokens.issued])
        #expect(tokens.reusedRefreshTokens == 0)
        #expect(tokens.refused == 0)
        // Each is renewed a sixth of its life before its end, and not earlier; and one after another they last.
        #expect(Double(tokens.issued) <= elapsed / (lifetime * 5 / 6) + 2, "\(tokens) in \(elapsed) s")
        #expect(Double(tokens.issued) >= (seconds ?? 6) / lifetime / 2, "\(tokens) in \(elapsed) s")
        #expect(!rig.counters.hasResentAcknowledgedPart)
      })
  }

  @Test func aHundredAtOnceRenewOnce() async throws {
    try await Rig.run { rig in
      try await logIn(rig)
      let managers = try (0..<4).map { _ in try manager(rig) }
      for round in 1...3 {
        try await withThrowingTaskGroup(of: Void.self) { group in
          for number in 0..<100 {
            group.addTask { _ = try await managers[number % 4].getCurrentUser() }
          }
          try await group.waitForAll()
        }
        #expect(rig.counters.tokens.requests == ["refresh_token": round])
        rig.emulator.expireTokens()
      }
      #expect(rig.counters.tokens.reusedRefreshTokens == 0)
    }
  }

  @Test func anAnswerThatIsLostMeansToLogInAgain() async throws {
    try await Rig.run(faults: [Fault(on: .token, nth: 2, do: .loseAnswer)]) { rig in
      try await logIn(rig)
      let manager = try manager(rig)
      _ = try await manager.getCurrentUser()
      rig.emulator.expireTokens()
      let error = try await failure { try await manager.getCurrentUser() }
      #expect(error.kind == .loginRequired)
      #expect(error.message.contains("answer was lost"))
      #expect(error.remedy.contains("Log in again"))
      // Once, to ask whether the first request came: nobody can know that in another way.
      #expect(rig.counters.tokens.reusedRefreshTokens == 1)
      let again = try await failure { try await manager.getCurrentUser() }
      #expect(again.kind == .loginRequired)
      #expect(rig.counters.requests(for: .token) == 3)
    }
  }

  @Test func aRequestThatDidNotArriveIsSentAgain() async throws {
    try await Rig.run(faults: [Fault(on: .token, do: .resetBefore)]) { rig in
      try await logIn(rig)
      _ = try await manager(rig).getCurrentUser()
      #expect(rig.counters.tokens.reusedRefreshTokens == 0)
    }
  }

  /// A login that ends in the middle: the session is kept, and goes on after the next login.
  @Test func anUploadGoesOnAfterTheNextLogin() async throws {
    let content = try Content.smallest.get()
    let file = try directory.write([UInt8](content.data), to: "a.bin")
    let records = FileResumeStore(directory: directory.file("state"))
    try await Rig.run { rig in
      try await logIn(rig)
      let first = try manager(rig)
      let error = try await failure {
        try await first.uploadBigFile(
          file: .path(file), parentFolderId: "0",
          options: rig.options { options in
            options.resumeStore = records
            options.onEvent = { event in
              guard case .partAcknowledged(let part) = event, part.index == 1 else { return }
              rig.emulator.revoke("emulator-refresh-token")
              if let login = try? StoredLogin(
                json: Data(contentsOf: URL(filePath: path)))
              {
                rig.emulator.revoke(login.refreshToken)
              }
            }
          })
      }
      #expect(error.kind == .loginRequired)
      #expect(error.session != nil)
      #expect(error.canGoOn)
      // The next login is another one at the server.
      let code = StoredLogin(
        refreshToken: try await nextLogin(rig), clientId: "app", clientSecret: "secret-of-the-app",
        tokenURL: rig.emulator.tokenURL)
      try await FileTokenStorage(path: path).save(code)
      let done = try await first.uploadBigFile(
        file: .path(file), parentFolderId: "0", options: rig.options { $0.resumeStore = records })
      #expect(done.sha1 == content.sha1.hexadecimal)
      #expect(!rig.counters.hasResentAcknowledgedPart)
    }
  }

  /// Logs in as a browser would, and gives the refresh token.
  private func nextLogin(_ rig: Rig) async throws -> String {
    let request = try AuthorizationRequest(
      application: OAuth2Application(clientId: "app", clientSecret: "secret-of-the-app"),
      redirectURI: "http://127.0.0.1:1/callback",
      endpoints: ServiceEndpoints(
        base: rig.emulator.baseURL, token: rig.emulator.tokenURL, authorize: rig.emulator.authorizeURL))
    let url = try ServiceURL(request.url)
    let answer = try await rig.transport.send(
      TransportRequest(
        head: .init(
          method: .get, scheme: url.scheme, authority: url.authority, path: "\(url.path)?\(url.query ?? "")"))
    )
    let place = try #require(answer.head.headerFields[.location])
    return try await rig.tokenService().login(with: try request.code(fromRedirect: place)).refreshToken
  }
}
