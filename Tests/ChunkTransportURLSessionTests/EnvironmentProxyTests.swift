#if canImport(FoundationNetworking)
  import ChunkTestSupport
  import ChunkTransport
  import ChunkTransportTesting
  import Foundation
  import Testing

  @testable import ChunkTransportURLSession

  extension URLSessionTests {
    /// The environment's proxies, which libcurl below takes whether one wants it or not.
    @Suite struct EnvironmentProxyTests {
      struct Row: Sendable, CustomTestStringConvertible {
        let variables: [String: String]
        let scheme: String
        var authority = "127.0.0.1:8080"
        /// The variable that the refusal names; `nil` if there is none.
        let refused: String?

        var testDescription: String { "\(variables) \(scheme)://\(authority)" }
      }

      static let rows: [Row] = [
        Row(variables: [:], scheme: "http", refused: nil),
        Row(variables: [:], scheme: "https", refused: nil),
        Row(variables: ["http_proxy": "http://p:1"], scheme: "http", refused: "http_proxy"),
        Row(variables: ["http_proxy": "socks5://p:1"], scheme: "http", refused: "http_proxy"),
        Row(variables: ["all_proxy": "p:1"], scheme: "http", refused: "all_proxy"),
        Row(variables: ["ALL_PROXY": "p:1"], scheme: "http", refused: "ALL_PROXY"),
        Row(variables: ["HTTP_PROXY": "http://p:1"], scheme: "http", refused: nil),
        Row(variables: ["https_proxy": "http://p:1"], scheme: "http", refused: nil),
        Row(variables: ["http_proxy": ""], scheme: "http", refused: nil),
        Row(variables: ["http_proxy": "http://p:1"], scheme: "https", refused: nil),
        Row(variables: ["https_proxy": "http://p:1"], scheme: "https", refused: "https_proxy"),
        Row(variables: ["HTTPS_PROXY": "p:1"], scheme: "https", refused: "HTTPS_PROXY"),
        Row(variables: ["all_proxy": "http://p:1"], scheme: "https", refused: "all_proxy"),
        Row(variables: ["https_proxy": "socks5h://p:1"], scheme: "https", refused: nil),
        Row(variables: ["all_proxy": "SOCKS5://p:1"], scheme: "https", refused: nil),
        Row(variables: ["http_proxy": "p:1", "no_proxy": "127.0.0.1"], scheme: "http", refused: nil),
        Row(variables: ["http_proxy": "p:1", "no_proxy": "a,127.0.0.1 b"], scheme: "http", refused: nil),
        Row(variables: ["http_proxy": "p:1", "NO_PROXY": "*"], scheme: "http", refused: nil),
        Row(
          variables: ["http_proxy": "p:1", "no_proxy": "LOCALHOST"], scheme: "http", authority: "localhost",
          refused: nil),
        Row(
          variables: ["http_proxy": "p:1", "no_proxy": "::1"], scheme: "http", authority: "[::1]:80",
          refused: nil),
        Row(variables: ["http_proxy": "p:1", "no_proxy": "0.0.1"], scheme: "http", refused: "http_proxy"),
        Row(variables: ["http_proxy": "p:1", "no_proxy": "x,*"], scheme: "http", refused: "http_proxy"),
      ]

      @Test(arguments: rows) func whatIsRefused(row: Row) {
        do throws(TransportError) {
          try EnvironmentProxies(variables: row.variables).check(scheme: row.scheme, authority: row.authority)
          #expect(row.refused == nil)
        } catch {
          #expect(error.reason == .unsupported)
          #expect(error.outcome == .neverSent)
          #expect(row.refused.map { error.message.hasPrefix("\($0) is set") } == true, "\(error)")
        }
      }

      /// In a process of its own, because of its environment.
      @Test func theTokenGoesToNoProxy() async {
        await #expect(processExitsWith: .success) {
          let proxy = try RawServer([.serve(rawResponse())])
          let server = try RawServer([.serve(rawResponse())])
          setenv("http_proxy", "http://\(proxy.authority)", 1)
          let transport = try URLSessionTransport()
          let request = TransportRequest(
            .put, server.authority, fields: [.authorization: "Bearer secret"], body: .zeros(1000))
          let error = await transport.failure(of: request)
          #expect(error?.reason == .unsupported)
          #expect(proxy.connections.isEmpty && server.connections.isEmpty)
          setenv("no_proxy", "127.0.0.1", 1)
          #expect(try await transport.send(request).head.status == .ok)
          #expect(proxy.connections.isEmpty)
        }
      }
    }
  }
#endif
