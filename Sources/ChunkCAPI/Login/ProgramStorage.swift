internal import ChunkCore

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A login that the program keeps, as text.
struct ProgramStorage: TokenStorage {
  let desk: LoginDesk

  func load() async throws -> StoredLogin? {
    guard let text = try await desk.ask(LoginQuestion()) else { return nil }
    return try StoredLogin(json: Data(text.utf8))
  }

  func save(_ login: StoredLogin?) async throws {
    guard let login else { return }
    _ = try await desk.ask(LoginQuestion(newLogin: String(decoding: login.json, as: UTF8.self)))
  }
}
