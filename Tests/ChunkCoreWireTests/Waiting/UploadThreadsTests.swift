import ChunkCoreTestSupport
import ChunkTestSupport
import ChunkTransport
import Foundation
import Synchronization
import Testing

@testable import ChunkCore

/// A whole upload on the threads that its manager was told to run on.
@Suite struct UploadThreadsTests {
  /// The name of the thread that runs: those of tests are Swift's, and the ones here have none of their own, so
  /// they are told apart by their ids.
  private static var thread: UInt { UInt(bitPattern: pthread_self().hashValue) }

  @Test func anUploadStaysOnTheThreads() async throws {
    let foreign = Atomic<Int>(0)
    let own = Shared<Set<UInt>>([])
    try await Rig.run { rig in
      let threads = try EngineThreads(count: 1)
      await TaskRunner(threads: threads).start { own.change { $0.insert(Self.thread) } }.value
      let transport = ObservedTransport(inner: rig.transport) { _ in
        // Requests are begun by the senders, which are tasks of the upload.
        own.change { threads in
          if !threads.contains(Self.thread) { foreign.add(1, ordering: .relaxed) }
        }
      }
      let manager = try ChunkedUploadsManager(
        transport: transport, tokens: StaticToken(BearerToken(secretText)),
        endpoints: ServiceEndpoints(base: rig.emulator.baseURL, upload: rig.emulator.uploadURL),
        threads: threads)
      let content = try Content(count: 20_000_000)
      let upload = manager.startUpload(
        file: .bytes(content.data), fileName: "a.bin", parentFolderId: "0", options: rig.options())
      #expect(try await upload.file.sha1 == content.sha1.hexadecimal)
    }
    #expect(own.value.count == 1)
    #expect(foreign.load(ordering: .relaxed) == 0)
  }
}
