import ChunkCore
import ChunkCoreTestSupport
import ChunkEmulator
import Testing

/// A service that answers session creation with URLs elsewhere, over the wire: nothing comes anywhere but to
/// the service itself, and there nothing but the creation.
@Suite(.eachBackend) struct HostileEndpointTests {
  private static let origins = [
    "https://elsewhere.example", "http://upload.box.com", "https://user:hunter2@upload.box.com",
    "https://upload.box.com:8443", "https://box.com.example", "https://evilbox.com",
  ]

  @Test(arguments: origins)
  func neitherAFileNorAVersionIsSent(origin: String) async throws {
    let content = try Content.smallest.get()
    try await Rig.run { rig in
      let file = try await rig.upload(content)
      rig.emulator.resetCounters()
      rig.emulator.setFaults([
        Fault(on: .create, do: .sessionEndpoints(origin: origin)),
        Fault(on: .createVersion, do: .sessionEndpoints(origin: origin)),
      ])
      let errors = [
        try await failure {
          try await rig.manager.uploadBigFile(
            file: .bytes(content.data), fileName: "b.bin", parentFolderId: "0", options: rig.options())
        },
        try await failure {
          try await rig.manager.uploadBigFileVersion(
            fileId: file.id ?? "", file: .bytes(content.data), options: rig.options())
        },
      ]
      for error in errors {
        #expect(error.kind == .urlRefused)
        // The session was opened; it is not forgotten.
        #expect(error.session?.id != nil)
        #expect(!error.description.contains("hunter2"))
      }
      #expect(rig.counters.requests == ["create": 1, "create-version": 1])
    }
  }

  /// One emulator sends the client to another one: that gets no connection's worth of bytes.
  @Test func aNeighbourGetsNothing() async throws {
    let content = try Content.smallest.get()
    try await Rig.run { rig in
      let neighbour = try await Emulator.start()
      for name in ["127.0.0.1", "localhost"] {
        let origin = "http://\(name):\(neighbour.port)"
        rig.emulator.setFaults([Fault(on: .create, do: .sessionEndpoints(origin: origin))])
        let error = try await failure { try await rig.upload(content) }
        #expect(error.kind == .urlRefused)
      }
      #expect(neighbour.requests.isEmpty)
      await neighbour.stop()
    }
  }
}
