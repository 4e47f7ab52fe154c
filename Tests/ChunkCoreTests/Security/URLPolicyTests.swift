import ChunkCoreTestSupport
import Testing

@testable import ChunkCore

/// Which URLs get the token: those of Box, and of the configured service.
@Suite struct URLPolicyTests {
  private let box = URLPolicy(endpoints: .box)

  private func local() throws -> URLPolicy {
    URLPolicy(
      endpoints: try ServiceEndpoints(base: "http://127.0.0.1:8080", upload: "http://[::1]:8081/api"))
  }

  @Test(arguments: [
    "https://upload.box.com/api/2.0/files/upload_sessions/A", "https://upload.app.box.com/x",
    "https://fupload-ec2usw1.app.box.com/api", "https://UPLOAD.BOX.COM/x", "https://upload.app.box-gov.com",
    "https://box.com", "https://box-gov.com", "https://upload-las.app.box.com:443/x",
  ])
  func hostsOfBoxGetTheToken(text: String) throws {
    #expect(try box.checked(text).scheme == "https")
  }

  @Test(arguments: [
    "https://box.com.example/", "https://evilbox.com/", "https://box.com@evil.example/",
    "https://evil.example/",
    "https://upload.box.com.evil.example/", "https://upload.box.com./", "https://.box.com.evil/",
    "https://box-com/", "https://xbox-gov.com/", "https://box.co/", "https://evil.example/upload.box.com",
    "https://evil.example%2f.box.com/", "https://evil.example?.box.com", "https://[::1]/",
    "https://127.0.0.1/",
    "https://evil.example#.box.com", "https://boxcdn.net/",
  ])
  func lookAlikesDoNot(text: String) throws {
    #expect(try refusal { try box.checked(text) }.kind == .urlRefused)
  }

  @Test(arguments: ["http://upload.box.com/", "http://box.com/", "http://upload.box.com:443/"])
  func plainHTTPIsRefused(text: String) throws {
    let error = try refusal { try box.checked(text) }
    #expect(error.kind == .urlRefused)
    #expect(error.message.contains("https"))
  }

  @Test(arguments: ["https://upload.box.com:8443/", "https://upload.box.com:80/", "https://box.com:1/"])
  func otherPortsOfBoxAreRefused(text: String) throws {
    let error = try refusal { try box.checked(text) }
    #expect(error.kind == .urlRefused)
    #expect(error.message.contains("port"))
  }

  @Test(arguments: ["http://127.0.0.1:8080/2.0/x", "http://[::1]:8081/elsewhere", "HTTP://127.0.0.1:8080"])
  func aConfiguredOriginGetsTheToken(text: String) throws {
    #expect(try local().checked(text).scheme == "http")
  }

  @Test(arguments: [
    "http://127.0.0.1:8082/", "http://127.0.0.1/", "http://localhost:8080/", "http://127.0.0.2:8080/",
    "https://127.0.0.1:8080/", "http://[::1]:8080/", "http://[::2]:8081/", "http://me@127.0.0.1:8080/",
    "http://127.0.0.1:8080@evil.example/", "http://127.0.0.1:80800/",
  ])
  func anotherOriginBesideItDoesNot(text: String) throws {
    let policy = try local()
    #expect(try refusal { try policy.checked(text) }.kind == .urlRefused)
  }

  @Test func aConfiguredPortOfAPrivateHostIsThatPortOnly() throws {
    let policy = URLPolicy(endpoints: try ServiceEndpoints(upload: "https://box.corp.example:8443"))
    #expect(try policy.checked("https://box.corp.example:8443/a").port == 8443)
    #expect(try refusal { try policy.checked("https://box.corp.example/a") }.kind == .urlRefused)
    #expect(try refusal { try policy.checked("https://sub.box.corp.example:8443/a") }.kind == .urlRefused)
  }

  @Test func theRefusalNamesTheOriginAndNotTheSession() throws {
    let error = try refusal {
      try box.checked("https://evil.example/api/2.0/files/upload_sessions/ABC123?x=1")
    }
    #expect(error.message.contains("evil.example"))
    #expect(!error.description.contains("ABC123"))
    #expect(!error.remedy.isEmpty)
  }

  @Test func anAllowedHostGetsTheTokenOnItsPortAndNoOther() throws {
    let policy = URLPolicy(
      endpoints: try ServiceEndpoints(
        allowedHosts: ["zone.corp.example", "Other.example:8443", "127.0.0.1:9000"]))
    for text in [
      "https://zone.corp.example/api", "https://ZONE.corp.example:443/x", "https://other.example:8443/",
      "http://127.0.0.1:9000/x", "https://127.0.0.1:9000/x", "https://upload.box.com/api",
    ] { #expect(throws: Never.self) { try policy.checked(text) } }
    for text in [
      "http://zone.corp.example/", "https://zone.corp.example:8443/", "https://other.example/",
      "https://a.zone.corp.example/", "https://zone.corp.example.evil/", "https://me@zone.corp.example/",
      "http://127.0.0.1:9001/", "https://corp.example/",
    ] { #expect(try refusal { try policy.checked(text) }.kind == .urlRefused, "\(text)") }
  }

  /// Secrets of apps go there, and tokens do not: the service has no business to send us there.
  @Test func theTokenURLsHostIsNotOneForUploads() throws {
    let policy = URLPolicy(endpoints: try ServiceEndpoints(token: "https://sso.example/oauth2/token"))
    #expect(try refusal { try policy.checked("https://sso.example/api") }.kind == .urlRefused)
  }
}
