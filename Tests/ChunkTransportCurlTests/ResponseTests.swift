import ChunkTestSupport
import ChunkTransport
import ChunkTransportCurl
import ChunkTransportTesting
import Foundation
import HTTPTypes
import Testing

extension CurlTests {
  /// What counts as a response, and what becomes of the rest.
  @Suite struct ResponseTests {
    let transport: CurlTransport

    init() throws { transport = try CurlTransport() }

    private func failure(to text: String) async throws -> TimedSend {
      let server = try RawServer([.readHead, .send(text), .finish])
      defer { server.stop() }
      return await transport.failure(of: TransportRequest(.get, server.authority))
    }

    private func head(lineLength: Int) -> String {
      let line = "X: " + String(repeating: "x", count: lineLength) + "\r\n"
      return "HTTP/1.1 200 OK\r\n" + String(repeating: line, count: 400_000 / lineLength) + "\r\n"
    }

    @Test func theHeadHasACap() async throws {
      let failed = try await failure(to: head(lineLength: 1000))
      failed.expect(.responseTooLarge, .outcomeUnknown, within: .seconds(2))
    }

    /// A line that libcurl does not keep: one version calls it too large, another a lack of memory.
    @Test func aLineHasACap() async throws {
      let failed = try await failure(to: head(lineLength: 150_000))
      #expect(failed.error?.outcome == .outcomeUnknown)
    }
  }
}
