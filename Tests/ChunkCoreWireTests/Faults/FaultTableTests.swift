import ChunkCore
import ChunkCoreTestSupport
import ChunkEmulator
import ChunkModels
import ChunkTestSupport
import Foundation
import Testing

/// The fault table: each fault with each backend, the parts one after another and in parallel.
@Suite struct FaultTableTests {
  @Test(arguments: FaultRow.parts, FaultSetting.all)
  func aPart(row: FaultRow, setting: FaultSetting) async throws { try await check(row, setting) }

  @Test(arguments: FaultRow.waits, FaultSetting.all)
  func aWait(row: FaultRow, setting: FaultSetting) async throws { try await check(row, setting) }

  @Test(arguments: FaultRow.commits, FaultSetting.all)
  func aCommit(row: FaultRow, setting: FaultSetting) async throws { try await check(row, setting) }

  @Test(arguments: FaultRow.ends, FaultSetting.all)
  func anEnd(row: FaultRow, setting: FaultSetting) async throws { try await check(row, setting) }

  private func check(_ row: FaultRow, _ setting: FaultSetting) async throws {
    let content = try Content.smallest.get()
    let directory = try TemporaryDirectory()
    let path = directory.file("a.bin")
    if row.source == .file || row.source == .unreadable {
      try content.data.write(to: URL(fileURLWithPath: path))
    }
    let tokens = try row.staleToken.map {
      try ExpiringTokens(good: secretText, stale: "stale", staleAt: $0)
    }
    try await Rig.run(
      setting.backend, faults: row.faults, tokens: tokens, before: row.meddling?.hook(path: path)
    ) { rig in
      let options = rig.options {
        $0.budget = UploadBudget(concurrency: setting.concurrency)
        $0.plan = setting.plan
      }
      switch row.outcome {
      case .finishes:
        let file = try await upload(rig, row.source, content, path, options)
        #expect(file.sha1 == content.sha1.hexadecimal)
        #expect(rig.events.names.last == "finished")
        #expect(rig.events.parts.count == 5)
        #expect(rig.events.parts.allSatisfy { !$0.isSkipped })
      case .fails(let kinds, let isKept, let isTemporary):
        let error = try await failure { try await upload(rig, row.source, content, path, options) }
        #expect(kinds.contains(error.kind), "\(error)")
        #expect(error.isTemporary == isTemporary, "\(error)")
        #expect(error.session?.id == (isKept ? rig.events.sessions.first?.id : nil))
        #expect(!rig.events.names.contains("finished"))
      }
      expectCounts(rig, row)
      if !setting.isParallel { expectOrder(rig, row) }
      guard row.source != .unreadable else { return }
      expectSoundProgress(
        rig.events, total: content.count, isFinished: row.isFinishing, isParallel: setting.isParallel)
    }
  }

  private func upload(
    _ rig: Rig, _ source: FaultRow.Source, _ content: Content, _ path: String, _ options: UploadOptions
  ) async throws -> FileFull {
    func upload(_ source: UploadSource) async throws -> FileFull {
      try await rig.manager.uploadBigFile(
        file: source, fileName: "a.bin", fileSize: content.count, parentFolderId: "0", options: options)
    }
    switch source {
    case .bytes: return try await upload(.bytes(content.data))
    case .file: return try await upload(.path(path))
    case .stream: return try await upload(.stream(AsyncStream([content.data])))
    case .unreadable:
      let handle = try #require(FileHandle(forWritingAtPath: path))
      defer { try? handle.close() }
      return try await upload(.descriptor(handle.fileDescriptor))
    }
  }

  /// What the server counted is what the row allows.
  private func expectCounts(_ rig: Rig, _ row: FaultRow) {
    #expect(!rig.counters.hasResentAcknowledgedPart)
    let sizes = (0..<5).map { min(FaultRow.part, 20_000_000 - Int64($0) * FaultRow.part) }
    let again = zip(0..<5, sizes).map { max(0, rig.count($0).bytes - $1) }.reduce(0, +)
    #expect(again <= row.again, "\(again) bytes went again")
    if let attempts = row.attempts { #expect(rig.count(2).attempts == attempts) }
    if let commits = row.commits { #expect(rig.counters.requests(for: .commit) == commits) }
  }

  /// One after another, what happens to one part is no other's trouble. (In parallel, parts that come
  /// while the list is asked for make it longer.)
  private func expectOrder(_ rig: Rig, _ row: FaultRow) {
    #expect(rig.events.parts.map(\.index) == (0..<Int64(rig.events.parts.count)).map { $0 })
    if let lists = row.lists { #expect(rig.counters.requests(for: .list) == lists) }
    guard row.attempts != nil else { return }
    for index in [0, 1, 3, 4] { #expect(rig.count(index).attempts <= 1) }
  }
}

extension FaultRow {
  var isFinishing: Bool { if case .finishes = outcome { true } else { false } }
}

extension AsyncStream where Element: Sendable {
  /// A stream of elements that are there already.
  init(_ elements: [Element]) {
    self.init { continuation in
      for element in elements { continuation.yield(element) }
      continuation.finish()
    }
  }
}
