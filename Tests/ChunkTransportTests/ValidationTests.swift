import ChunkTransport
import Foundation
import HTTPTypes
import Testing

/// What ``TransportRequest/validate()`` lets through and what it refuses.
@Suite struct ValidationTests {
  private func request(
    method: HTTPRequest.Method = .get, scheme: String? = "https", authority: String? = "example.com",
    path: String? = "/", fields: HTTPFields = [:], body: RequestBody = .none
  ) -> TransportRequest {
    TransportRequest(
      head: HTTPRequest(
        method: method, scheme: scheme, authority: authority, path: path, headerFields: fields),
      body: body)
  }

  private func refusal(of request: TransportRequest) -> TransportError? {
    do throws(TransportError) {
      try request.validate()
      return nil
    } catch {
      return error
    }
  }

  private func expectRefused(_ request: TransportRequest, mentions word: String) {
    let error = refusal(of: request)
    #expect(error?.reason == .invalidRequest)
    #expect(error?.outcome == .neverSent)
    #expect(error?.message.contains(word) == true, "\(error?.message ?? "it was accepted")")
  }

  @Test(arguments: [
    "connection", "content-length", "expect", "host", "te", "trailer", "transfer-encoding", "upgrade",
    "Content-Length", "TRANSFER-ENCODING",
  ])
  func refusesFieldsThatFrameTheMessage(name: String) throws {
    let name = try #require(HTTPField.Name(name))
    expectRefused(request(fields: [name: "0"]), mentions: "set by the transport")
  }

  @Test(arguments: [0x00, 0x01, 0x08, 0x0a, 0x0b, 0x0d, 0x1f, 0x7f] as [UInt8])
  func noControlByteGetsThrough(byte: UInt8) throws {
    let name = try #require(HTTPField.Name("X-Test"))
    var fields = HTTPFields()
    fields.append(HTTPField(name: name, lenientValue: [0x61, byte, 0x62]))
    if [0x00, 0x0a, 0x0d].contains(byte) {
      // swift-http-types has already made a space of it.
      #expect(fields[name] == "a b")
      #expect(refusal(of: request(fields: fields)) == nil)
    } else {
      expectRefused(request(fields: fields), mentions: "control character")
    }
  }

  @Test func aRefusedValueIsNotRepeated() {
    var fields = HTTPFields()
    fields.append(HTTPField(name: .authorization, lenientValue: Array("Bearer secret\u{1}".utf8)))
    let message = refusal(of: request(fields: fields))?.message
    #expect(message?.contains("Authorization") == true)
    #expect(message?.contains("secret") == false)
  }

  @Test(arguments: ["", "tab\tinside", "Grüße", "visible !~"])
  func acceptsOtherValues(value: String) throws {
    let name = try #require(HTTPField.Name("X-Test"))
    #expect(refusal(of: request(fields: [name: value])) == nil)
  }

  @Test(arguments: [
    "example.com", "example.com:443", "EXAMPLE.com:1", "a-b_c.example:65535", "127.0.0.1:8080", "[::1]",
    "[::1]:8080", "[::ffff:127.0.0.1]:80", "localhost",
  ])
  func acceptsAuthority(authority: String) {
    #expect(refusal(of: request(authority: authority)) == nil)
  }

  @Test(arguments: [
    "", ":80", "example.com:", "example.com:0", "example.com:65536", "example.com:99999999999999999999",
    "example.com:+80", "example.com:-1", "example.com:8a", "example.com: 80", "user@example.com",
    "user:password@example.com", "user:password@example.com:80", "example.com@evil.example", "[::1",
    "::1]", "[]", "[]:80", "[::1]x", "[::1]:", "[::1]:0", "[fe80::1%25eth0]", "[example.com]", "a b",
    "example.com/path", "example.com?query", "example.com#fragment", "example.com\\evil", "example.com\r\nx",
    "exam\u{0}ple.com", "exämple.com", "example%2ecom", "a:b:80", "a,b", "{host}",
  ])
  func refusesAuthority(authority: String) {
    expectRefused(request(authority: authority), mentions: "authority")
  }

  @Test func refusesAMissingAuthority() { expectRefused(request(authority: nil), mentions: "authority") }

  @Test(arguments: [nil, "", "ftp", "file", "HTTPS", "ht tps", "ws"] as [String?])
  func refusesScheme(scheme: String?) { expectRefused(request(scheme: scheme), mentions: "scheme") }

  @Test(arguments: ["/", "/a/b%20c?x=1&y=%2F", "/..//.", "/?", "/~!$&'()*+,;=:@[]|\"<>"])
  func acceptsPath(path: String) { #expect(refusal(of: request(path: path)) == nil) }

  @Test(
    arguments: [
      nil, "", "a", "?x=1", "*", "http://evil.example/", "/a b", "/a\tb", "/a\r\nX-Evil: 1", "/\u{0}a",
      "/\u{1}a", "/\u{7f}a", "/ä", "/#", "/a#fragment", "/a?b#c",
    ] as [String?])
  func refusesPath(path: String?) { expectRefused(request(path: path), mentions: "path") }

  @Test func refusesNegativeLengths() throws {
    let file = try OpenFile(path: "/dev/null")
    for length in [-1, Int64.min] {
      expectRefused(
        request(body: .pull(PullBody(length: length) { _, _ in 0 })), mentions: "negative length")
      expectRefused(
        request(body: .file(FileRegion(file: file, offset: 0, length: length))), mentions: "negative length")
    }
  }

  @Test func refusesARegionThatNoFileHas() throws {
    let file = try OpenFile(path: "/dev/null")
    for (offset, length) in [(-1, 1), (Int64.max, 1), (1, Int64.max)] as [(Int64, Int64)] {
      expectRefused(
        request(body: .file(FileRegion(file: file, offset: offset, length: length))), mentions: "region")
    }
  }

  /// RFC 9110, 9.3.2: a HEAD with a body means nothing, and a library may turn it into another method.
  @Test func refusesABodyOfHead() {
    expectRefused(request(method: .head, body: .bytes(Data([1]))), mentions: "HEAD")
    #expect(refusal(of: request(method: .head)) == nil)
  }
}
