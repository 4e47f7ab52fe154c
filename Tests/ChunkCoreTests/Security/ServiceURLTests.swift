import ChunkCoreTestSupport
import Testing

@testable import ChunkCore

/// What can be a URL of the service at all.
@Suite struct ServiceURLTests {
  @Test func aURLIsTakenApart() throws {
    let url = try ServiceURL("HTTPS://UPLOAD.Box.com:443/api/2.0/x%2Fy/?a=b%20c")
    #expect(url.scheme == "https")
    #expect(url.authority == "upload.box.com:443")
    #expect(url.host == "upload.box.com")
    #expect(url.port == 443)
    #expect(url.path == "/api/2.0/x%2Fy")
    #expect(url.query == "a=b%20c")
  }

  @Test func thePortOfTheSchemeIsTheDefault() throws {
    #expect(try ServiceURL("https://a.example").port == 443)
    #expect(try ServiceURL("http://a.example").port == 80)
    #expect(try ServiceURL("https://a.example:0443").port == 443)
  }

  @Test func anIPv6HostKeepsItsBrackets() throws {
    let url = try ServiceURL("http://[::1]:8080/api")
    #expect(url.host == "[::1]")
    #expect(url.port == 8080)
    #expect(url.authority == "[::1]:8080")
    #expect(try ServiceURL("http://[::1]").port == 80)
  }

  @Test(arguments: [
    "", "upload.box.com", "//upload.box.com/a", "https:upload.box.com", "https:///a", "/api/2.0",
    "https://x y.box.com/", "https://b\u{43e}x.com/", "https://a\\@upload.box.com/",
    "https://upload.box.com\u{ff0e}evil.com/", "https://upload.box.com:+443/", "https://upload.box.com:-1/",
    "https://upload.box.com/a b", "https://upload.box.com/\r\nX: y",
  ])
  func whatIsNoAbsoluteURLIsRefused(text: String) throws {
    #expect(try refusal { try ServiceURL(text) }.kind == .urlRefused)
  }

  @Test(arguments: ["ftp://upload.box.com/", "file:///etc/passwd", "ws://upload.box.com/", "box://a.box.com"])
  func otherSchemesAreRefused(text: String) throws {
    #expect(try refusal { try ServiceURL(text) }.kind == .urlRefused)
  }

  @Test(arguments: [
    "https://user@upload.box.com/", "https://user:hunter2@upload.box.com/", "https://@upload.box.com/",
    "https://:@upload.box.com/", "https://upload.box.com@evil.com/",
  ])
  func userNamesAreRefused(text: String) throws {
    let error = try refusal { try ServiceURL(text) }
    #expect(error.kind == .urlRefused)
    #expect(!error.description.contains("hunter2"), "a password is not for messages")
  }

  @Test(arguments: ["https://upload.box.com/a#b", "https://upload.box.com/#", "https://evil.com#@u.box.com/"])
  func fragmentsAreRefused(text: String) throws {
    #expect(try refusal { try ServiceURL(text) }.kind == .urlRefused)
  }

  /// What stands before the dot could mean another host to whoever decodes it.
  @Test(arguments: [
    "https://evil.com%2f.box.com/", "https://evil.com%2F.box.com/", "https://evil.com%2e.box.com/",
    "https://box%2ecom/", "https://upload.box.com%00.evil.com/", "https://evil.com%40.box.com/",
    "https://evil.com;.box.com/", "https://evil.com,.box.com/", "https://evil.com$.box.com/",
    "https://evil.com'.box.com/", "https://[::1%25lo]/", "https://evil.com%3a443.box.com/",
  ])
  func aHostOfOtherCharactersIsRefused(text: String) throws {
    #expect(try refusal { try ServiceURL(text) }.kind == .urlRefused)
  }

  @Test func theMessageNamesTheHostOnly() throws {
    let error = try refusal { try ServiceURL("https://evil.example/files/upload_sessions/ABC123?q=1#f") }
    #expect(error.description.contains("evil.example"))
    #expect(!error.description.contains("ABC123"))
    #expect(!error.description.contains("q=1"))
  }

  @Test(arguments: [
    ("http://localhost", true), ("http://127.0.0.1", true), ("http://127.255.0.9:80", true),
    ("http://[::1]", true), ("http://LOCALHOST", true), ("http://127.1", false), ("http://128.0.0.1", false),
    ("http://127.0.0.1.evil.com", false), ("http://127.0.0.256", false), ("http://localhost.evil.com", false),
    ("http://2130706433", false), ("http://0.0.0.0", false), ("http://127.0.0.1.", false),
  ])
  func onlyLoopbackIsLoopback(text: String, isLoopback: Bool) throws {
    #expect(try ServiceURL(text).isLoopback == isLoopback)
  }
}
