import ChunkCoreTestSupport
import ChunkTestSupport
import Foundation
import Testing

@testable import ChunkCore

/// A login in a file: safe from others, replaced in one step, and for one process at a time.
@Suite struct FileTokenStorageTests {
  private let outside: TemporaryDirectory
  private let path: String
  private let storage: FileTokenStorage

  init() throws {
    outside = try TemporaryDirectory()
    path = outside.file("config/login.json")
    storage = FileTokenStorage(path: path)
  }

  private func mode(_ path: String) throws -> Int {
    try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: outside.file("config")).sorted()
  }

  @Test func aLoginComesBackAsItWas() async throws {
    #expect(try await storage.load() == nil)
    let login = StoredLogin.sample(
      issuedAt: Date(timeIntervalSince1970: 1_800_000_000.125),
      expiresAt: Date(timeIntervalSince1970: 1_800_003_600.5))
    try await storage.save(login)
    #expect(try await FileTokenStorage(path: path).load() == login)
    #expect(try mode(path) == 0o600)
    #expect(try mode(outside.file("config")) == 0o700)
    #expect(try names() == ["login.json"])
    try await storage.save(nil)
    #expect(try await storage.load() == nil)
    #expect(try names() == [])
    try await storage.save(nil)
  }

  @Test func onlyWhatIsThereIsWritten() throws {
    let json = try #require(
      JSONSerialization.jsonObject(with: StoredLogin(refreshToken: "r").json) as? [String: Any])
    #expect(json.keys.sorted() == ["refresh_token", "version"])
  }

  @Test(arguments: ["", "{", "{}", "[]", #"{"refresh_token":""}"#, #"{"refresh_token":7}"#])
  func whatIsNoLoginIsSaidToBeNone(text: String) async throws {
    try await storage.save(.sample())
    try Data(text.utf8).write(to: URL(filePath: path))
    let error = try await failure { try await storage.load() }
    #expect(error.kind == .loginRequired)
    #expect(error.message.contains(path))
    #expect(error.remedy.contains("log in again"))
  }

  @Test func aNewerFormIsNotGuessedAt() async throws {
    try await storage.save(.sample())
    try Data(#"{"refresh_token":"r","version":2}"#.utf8).write(to: URL(filePath: path))
    #expect(try await failure { try await storage.load() }.message.contains("format 2"))
  }

  @Test func aFileThatOthersMayReadIsRefused() async throws {
    try await storage.save(.sample())
    try #require(chmod(path, 0o644) == 0)
    let error = try await failure { try await storage.load() }
    #expect(error.kind == .tokenUnavailable)
    #expect(error.message.contains("others may use it"))
    #expect(error.remedy.contains("chmod 600"))
    #expect(!error.message.contains("upload"))
  }

  @Test func aDirectoryThatOthersMayWriteToIsRefused() async throws {
    try await storage.save(.sample())
    try #require(chmod(outside.file("config"), 0o777) == 0)
    #expect(try await failure { try await storage.load() }.message.contains("others can write to it"))
    #expect(try await failure { try await storage.lock() }.message.contains("others can write to it"))
  }

  /// Whoever puts a link there gets neither the tokens nor another file overwritten.
  @Test func linksAreNotFollowed() async throws {
    try await storage.save(.sample())
    let target = try outside.write(Array("precious".utf8), to: "target")
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
    #expect(try await failure { try await storage.load() }.message.contains("symbolic link"))
    try await storage.save(.sample())
    #expect(try String(contentsOfFile: target, encoding: .utf8) == "precious")
    #expect(try await storage.load() == .sample())
  }

  @Test func theLockIsForOneAtATime() async throws {
    try await storage.lock()
    #expect(try names() == ["login.json.lock"])
    let other = FileTokenStorage(path: path)
    let order = Shared<[String]>([])
    let second = Task {
      try await other.lock()
      order.change { $0.append("second") }
      await other.unlock()
    }
    try await Task.sleep(for: .milliseconds(150))
    order.change { $0.append("first") }
    await storage.unlock()
    try await second.value
    #expect(order.value == ["first", "second"])
    #expect(try names() == [])
  }

  @Test func whoIsCancelledWhileWaitingLeavesNoLock() async throws {
    try await storage.lock()
    let other = FileTokenStorage(path: path)
    let waiting = Task { try await other.lock() }
    try await Task.sleep(for: .milliseconds(50))
    waiting.cancel()
    #expect(try await failure { try await waiting.value }.kind == .cancelled)
    await storage.unlock()
    // Were it left behind, this would wait for two minutes.
    try await storage.lock()
    await storage.unlock()
  }

  @Test func theUsualPlaceIsAmongTheConfiguration() throws {
    #expect(
      try FileTokenStorage.standard(environment: ["XDG_CONFIG_HOME": "/c", "HOME": "/h"]).path
        == "/c/chunk/login.json")
    #expect(try FileTokenStorage.standard(environment: ["HOME": "/h"]).path == "/h/.config/chunk/login.json")
    #expect(
      try FileTokenStorage.standard(environment: ["XDG_CONFIG_HOME": "rel", "HOME": "/h"]).path
        == "/h/.config/chunk/login.json")
    let error = try refusal { try FileTokenStorage.standard(environment: [:]) }
    #expect(error.kind == .tokenUnavailable)
    #expect(error.remedy.contains("HOME"))
  }
}
