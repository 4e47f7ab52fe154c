import ChunkTransport
import Testing

@Suite struct ProxyServerTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let url: String
    /// The URL that it shows.
    let shown: String
    var user: String?
    var password: String?
    var testDescription: String { url }
  }

  static let rows: [Row] = [
    Row(url: "proxy.example:3128", shown: "http://proxy.example:3128"),
    Row(url: "http://proxy.example:3128/", shown: "http://proxy.example:3128"),
    Row(url: "HTTPS://127.0.0.1:1", shown: "https://127.0.0.1:1"),
    Row(url: "socks5://[::1]:1080", shown: "socks5://[::1]:1080"),
    Row(url: "socks5h://my_proxy:65535", shown: "socks5h://my_proxy:65535"),
    Row(url: "http://someone@p:1", shown: "http://p:1", user: "someone"),
    Row(url: "http://someone:@p:1", shown: "http://p:1", user: "someone", password: ""),
    Row(url: "someone:a:b@p:1", shown: "http://p:1", user: "someone", password: "a:b"),
    Row(url: "http://a%40b:%C3%A9%25@p:1", shown: "http://p:1", user: "a@b", password: "é%"),
    Row(url: "http://a@b:c@p:1", shown: "http://p:1", user: "a@b", password: "c"),
  ]

  @Test(arguments: rows) func whatIsOne(row: Row) throws {
    let proxy = try ProxyServer(url: row.url)
    #expect(proxy.url == row.shown)
    #expect(proxy.user == row.user)
    #expect(proxy.password == row.password)
    #expect(proxy.hasCredentials == (row.user != nil))
    #expect(try ProxyServer(url: row.shown).url == row.shown)
  }

  @Test(
    arguments: [
      "", ":", "proxy", "http://", "http://proxy", "http://proxy:", "http://proxy:0", "http://proxy:65536",
      "http://proxy:80a", "http://proxy:-1", "http://:80", "http://[]:80", "http://[::1:80", "http://::1:80",
      "http://pr oxy:80", "http://pröxy:80", "http://proxy:80/path", "http://proxy:80?x", "ftp://proxy:80",
      "socks4://proxy:80", "://proxy:80", "http://a%:b@proxy:80", "http://a%zz:b@proxy:80",
      "http://%00@proxy:80",
      "http://%0d%0a@proxy:80", "http://%ff@proxy:80", "http://proxy\r\n:80",
    ])
  func whatIsNone(url: String) {
    let error = #expect(throws: TransportError.self) { _ = try ProxyServer(url: url) }
    #expect(error?.reason == .invalidRequest)
    #expect(error?.outcome == .neverSent)
    #expect(error?.message.contains("proxy") == true)
  }

  @Test(arguments: [
    "http://someone:hunter2@proxy", "ftp://someone:hunter2@proxy:1", "http://hunter2%@proxy:1",
  ])
  func anErrorDoesNotShowTheLogin(url: String) {
    let error = #expect(throws: TransportError.self) { _ = try ProxyServer(url: url) }
    #expect(error.map { !"\($0)".contains("hunter2") && !"\($0)".contains("someone") } == true)
  }

  @Test func noDescriptionShowsTheLogin() throws {
    let proxy = try ProxyServer(url: "http://someone:hunter2@proxy:1")
    var dumped = ""
    dump(["proxy": proxy], to: &dumped)
    for text in ["\(proxy)", String(reflecting: proxy), String(describing: Optional(proxy)), dumped] {
      #expect(text.contains("http://proxy:1"))
      #expect(!text.contains("hunter2") && !text.contains("someone"))
    }
  }
}
