import ChunkCoreTestSupport
import ChunkEmulator
import ChunkModels
import Foundation

@testable import ChunkCore

extension Content {
  /// As large as ``smallest``, and other bytes in every part.
  static let second = Result { try Content(count: 20_000_000, seed: 7) }
}

extension Rig {
  /// Uploads bytes as a new version of a file.
  func uploadVersion(
    _ content: Content, of file: FileFull, name: String? = nil, ifMatch: String? = nil,
    _ options: UploadOptions? = nil
  ) async throws -> VersionResult {
    try await manager.uploadBigFileVersion(
      fileId: file.id ?? "", file: .bytes(content.data), fileName: name, ifMatch: ifMatch,
      options: options ?? self.options())
  }

  /// The file as the server has it now.
  func file(_ id: String?) async throws -> FileFull {
    try await manager.file(id: id ?? "", extraHeaders: [:]).value
  }

  /// Runs a test with a file that is there; the faults are for what comes after it.
  static func runWithFile(
    _ content: Content, faults: [Fault] = [], configure: (inout EmulatorConfiguration) -> Void = { _ in },
    _ body: @Sendable (Rig, FileFull) async throws -> Void
  ) async throws {
    try await run(configure: configure) { rig in
      let options = UploadOptions(resumeStore: nil)
      let file = try await rig.upload(content, options)
      rig.emulator.setFaults(faults)
      rig.emulator.resetCounters()
      try await body(rig, file)
    }
  }
}

extension VersionResult {
  var isUnchanged: Bool { if case .unchanged = self { true } else { false } }
}
