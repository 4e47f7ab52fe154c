import ChunkTestSupport
import ChunkTransport
import ChunkTransportCurl
import ChunkTransportTesting
import Foundation
import Testing

extension CurlTests {
  /// Certificates, and connections that end without a goodbye.
  @Suite struct TLSTests {
    private func transport(trusts: Bool = true) async throws -> CurlTransport {
      let file = try await TLSMaterial.shared().authorityFile
      return try CurlTransport(options: CurlOptions(certificateAuthorityFile: trusts ? file : nil))
    }

    private func expectRefused(
      _ identity: TLSMaterial.Identity, by transport: CurlTransport,
      _ location: SourceLocation = #_sourceLocation
    ) async throws {
      let server = try await TLSServer.start(identity)
      defer { server.stop() }
      let request = TransportRequest(.put, "localhost:\(server.port)", scheme: "https", body: .zeros(1000))
      await transport.failure(of: request).expect(.tlsFailed, .neverSent, within: .seconds(3), location)
    }

    /// The server offers HTTP/2 first; its uploads are slower in libcurl.
    @Test(arguments: ["localhost", "127.0.0.1"])
    func aPrivateAuthorityIsAccepted(host: String) async throws {
      let server = try await TLSServer.start(try await TLSMaterial.shared().valid)
      defer { server.stop() }
      let transport = try await transport()
      for _ in 0..<2 {
        let request = TransportRequest(.put, "\(host):\(server.port)", scheme: "https", body: .zeros(300_000))
        let response = try await transport.send(request)
        #expect(response.head.status == .ok)
        #expect(String(decoding: response.body, as: UTF8.self) == "http/1.1")
      }
    }

    @Test func anUnknownAuthorityIsRefused() async throws {
      try await expectRefused(try await TLSMaterial.shared().valid, by: try await transport(trusts: false))
    }

    @Test func aWrongHostIsRefused() async throws {
      try await expectRefused(try await TLSMaterial.shared().wrongHost, by: try await transport())
    }

    @Test func anExpiredCertificateIsRefused() async throws {
      try await expectRefused(try await TLSMaterial.shared().expired, by: try await transport())
    }

    @Test func aMissingFileOfAuthorities() async throws {
      let transport = try CurlTransport(options: CurlOptions(certificateAuthorityFile: "/nonexistent.pem"))
      try await expectRefused(try await TLSMaterial.shared().valid, by: transport)
    }

    /// Writing to a connection that the server has reset raises SIGPIPE, which ends a process that does
    /// nothing about it. In a process of its own, because it might.
    @Test(arguments: ["vanish", "reset"]) func theProcessSurvivesAReset(manner: String) async {
      await #expect(processExitsWith: .success) { [manner] in
        try await Self.writeToDeadConnections(manner: manner)
      }
    }

    private static func writeToDeadConnections(manner: String) async throws {
      signal(SIGPIPE, SIG_DFL)
      let material = try await TLSMaterial.shared()
      let manner = try #require(TLSServer.Manner(rawValue: manner))
      let server = try await TLSServer.start(material.valid, manner: manner)
      let options = CurlOptions(certificateAuthorityFile: material.authorityFile)
      for round in 0..<10 {
        let transport = try CurlTransport(options: options)
        for _ in 0..<2 {
          let request = TransportRequest(
            .put, "localhost:\(server.port)", scheme: "https", body: .zeros(8 << 20))
          _ = try? await transport.send(request)
          try await Task.sleep(for: .milliseconds(10))
        }
        // The goodbye of an idle connection is written to a dead socket as well.
        if round.isMultiple(of: 2) { transport.close() }
      }
      server.stop()
    }
  }
}
