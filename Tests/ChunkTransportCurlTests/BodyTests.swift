import ChunkTestSupport
import ChunkTransport
import ChunkTransportCurl
import Foundation
import HTTPTypes
import Synchronization
import Testing

/// What was reported while a body went out.
final class Progress: Sendable {
  private let state = Mutex<[Int64]>([])
  var values: [Int64] { state.withLock { $0 } }
  func note(_ value: Int64) { state.withLock { $0.append(value) } }
}

extension CurlTests {
  /// Bodies on their way: sources that fail, progress, sizes.
  @Suite struct BodyTests {
    let transport: CurlTransport

    init() throws { transport = try CurlTransport() }

    @Test func aFileThatIsTruncatedWhileItIsSent() async throws {
      let (half, goOn) = (Gate(), Gate())
      let server = try RawServer([.readHead, .read(1 << 20), .tell(half), .wait(goOn), .readBody, .hold])
      let directory = try TemporaryDirectory()
      let path = try directory.makeSparse(count: 256 << 20)
      let region = FileRegion(file: try OpenFile(path: path), offset: 0, length: 256 << 20)
      let request = TransportRequest(.put, server.authority, body: .file(region))
      async let failed = transport.failure(of: request)
      #expect(await eventually { half.isOpen })
      #expect(truncate(path, 1 << 20) == 0)
      goOn.open()
      await failed.expect(.bodyUnreadable, .outcomeUnknown, within: .seconds(5))
      #expect(await failed.error?.message.contains("truncated") == true)
      // The server saw the connection end before the length that was promised.
      #expect(await eventually { server.connections.first?.sawEnd == true })
    }

    @Test(arguments: [0, 1 << 20] as [Int64])
    func aPullBodyThatThrows(failsAt: Int64) async throws {
      struct DiskOnFire: Error {}
      let server = try RawServer([.readHead, .readBody, .hold])
      let body = PullBody(length: 4 << 20) { offset, buffer in
        if offset >= failsAt { throw DiskOnFire() }
        let count = min(buffer.count, Int(failsAt - offset))
        buffer.prefix(count).initializeMemory(as: UInt8.self, repeating: 1)
        return count
      }
      let failed = await transport.failure(of: TransportRequest(.put, server.authority, body: .pull(body)))
      #expect(failed.error?.reason == .bodyUnreadable)
      #expect(failed.error?.outcome == .outcomeUnknown)
      #expect(failed.error?.message.contains("DiskOnFire") == true)
    }

    @Test(arguments: [0, -1, Int.max])
    func aPullBodyThatGivesNothing(returned: Int) async throws {
      let server = try RawServer([.readHead, .readBody, .hold])
      let body = PullBody(length: 1000) { _, _ in returned }
      let failed = await transport.failure(of: TransportRequest(.put, server.authority, body: .pull(body)))
      #expect(failed.error?.reason == .bodyUnreadable)
    }

    @Test(arguments: [1, 1000, 10_000_000])
    func progressReachesTheEnd(count: Int64) async throws {
      let server = try RawServer([.serve(rawResponse())])
      let progress = Progress()
      for _ in 0..<2 {
        let before = progress.values.count
        let request = TransportRequest(
          .put, server.authority, body: .zeros(count), onBytesSent: { progress.note($0) })
        #expect(try await transport.send(request).head.status == .ok)
        let values = progress.values.dropFirst(before)
        #expect(values.last == count)
        #expect(zip(values, values.dropFirst()).allSatisfy(<), "\(values)")
      }
    }

    /// Lengths that 32 bits cannot hold are written as they are.
    @Test func aLengthBeyondFourGigabytes() async throws {
      let length = Int64(5 << 30) + 7
      let server = try RawServer([.readHead, .discardBody])
      let request = TransportRequest(.put, server.authority, body: .zeros(length))
      let failed = await transport.cancelled(request) { server.requests.first != nil }
      failed.expect(.cancelled, .outcomeUnknown, within: .seconds(1))
      #expect(server.requests.first?.contentLength == length)
    }

    /// A process of its own: other tests use memory too.
    @Test(.enabled(if: ProcessFacts.peakMemory != nil && !isSanitized))
    func aFileIsNotHeldInMemory() async {
      await #expect(processExitsWith: .success) { try await Self.sendLargeFile() }
    }

    private static func sendLargeFile() async throws {
      let server = try RawServer { connection in
        while connection.readHead() != nil {
          connection.discardBody()
          connection.send(rawResponse())
        }
      }
      let transport = try CurlTransport()
      let directory = try TemporaryDirectory()
      let file = try OpenFile(path: try directory.makeSparse(count: 512 << 20))
      func send(_ length: Int64) async throws {
        let region = FileRegion(file: file, offset: 0, length: length)
        _ = try await transport.send(TransportRequest(.put, server.authority, body: .file(region)))
      }
      try await send(4 << 20)  // what is set up once is not counted
      let before = try #require(ProcessFacts.peakMemory)
      try await send(512 << 20)
      let growth = try #require(ProcessFacts.peakMemory) - before
      #expect(server.requests.last?.bodyCount == 512 << 20)
      #expect(growth < 8 << 20)
    }
  }
}
