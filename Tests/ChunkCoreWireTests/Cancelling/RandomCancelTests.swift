import ChunkCoreTestSupport
import ChunkEmulator
import ChunkTestSupport
import ChunkTransport
import ChunkTransportTesting
import Foundation
import Testing

@testable import ChunkCore

/// Many uploads, most of them cancelled at any moment: none hangs, the process goes on, nothing is left open.
///
/// `CHUNK_CANCELS` says how many with each backend; `CHUNK_CANCELS=500` takes some minutes.
@Suite struct RandomCancelTests {
  /// In a process of its own: other tests open descriptors too, and a crash is to be one test's.
  @Test(.enabled(if: ProcessFacts.descriptors != nil), arguments: Backend.all)
  func nothingIsLeft(backend: Backend) async {
    let said = await nothingIsLeft(backend.name.rawValue)
    print(String(decoding: said?.standardOutputContent ?? [], as: UTF8.self), terminator: "")
  }

  private func nothingIsLeft(_ name: String) async -> ExitTest.Result? {
    await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) { [name] in
      let backend = Backend(name: try #require(Backend.Name(rawValue: name)))
      let count = ProcessInfo.processInfo.environment["CHUNK_CANCELS"].flatMap { Int($0) } ?? 12
      // What is made once (threads of a pool, their descriptors) is not counted.
      try await Self.upload(4, with: backend)
      let before = try #require(ProcessFacts.descriptors)
      let ends = try await Self.upload(count, with: backend)
      #expect(ends.finished + ends.cancelled == count)
      #expect(count < 12 || ends.finished > 0 && ends.cancelled > 0, "\(ends)")
      let isClean = await eventually(within: .seconds(30)) {
        (ProcessFacts.descriptors?.count ?? 0) <= before.count
      }
      #expect(isClean, "\(ProcessFacts.descriptors ?? [:]), at first \(before)")
      print("\(name): \(count) uploads, \(ends.cancelled) cancelled, the slowest end took \(ends.slowest)")
    }
  }

  private struct Ends {
    var finished = 0
    var cancelled = 0
    var slowest: Duration = .zero
  }

  /// Uploads four at a time, each in twenty parts, of which up to eight are in flight.
  @discardableResult
  private static func upload(_ count: Int, with backend: Backend) async throws -> Ends {
    try await Rig.run(backend, configure: { $0.partSize = 1 << 20 }) { rig in
      let manager = try rig.managerOnTheRealClock()
      return try await withThrowingTaskGroup { group in
        var ends = Ends()
        func take(_ end: (wasCancelled: Bool, time: Duration)?) {
          guard let end else { return }
          if end.wasCancelled { ends.cancelled += 1 } else { ends.finished += 1 }
          ends.slowest = max(ends.slowest, end.time)
        }
        for number in 0..<count {
          if number >= 4 { take(try await group.next()) }
          group.addTask { try await upload(number, manager) }
        }
        while let end = try await group.next() { take(end) }
        return ends
      }
    }
  }

  /// One upload, which is cancelled after a while unless it is done by then; and then what is left of it is dropped.
  private static func upload(
    _ number: Int, _ manager: ChunkedUploadsManager
  ) async throws -> (wasCancelled: Bool, time: Duration) {
    let content = try Content.smallest.get()
    var options = UploadOptions(resumeStore: nil)
    options.onCancel = number.isMultiple(of: 2) ? .keep : .abort
    let upload = manager.startUpload(
      file: .bytes(content.data), fileName: "\(number).bin", parentFolderId: "0", options: options)
    // Every fifth has time to finish.
    let delay = number % 5 == 4 ? 60_000 : Int.random(in: 0...1500)
    let timer = Task {
      try await Task.sleep(for: .milliseconds(delay))
      upload.cancel()
      return ContinuousClock.now
    }
    do throws(ChunkError) {
      let file = try await upload.file
      #expect(file.sha1 == content.sha1.hexadecimal)
      timer.cancel()
      return (false, .zero)
    } catch {
      let end = ContinuousClock.now
      #expect(error.kind == .cancelled, "\(error)")
      let time = end - (try await timer.value)
      #expect(time < .seconds(10), "it took \(time) to end")
      if let session = error.session?.id {
        try await manager.deleteFileUploadSessionById(uploadSessionId: session)
      }
      return (true, time)
    }
  }
}
