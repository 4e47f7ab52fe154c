import ChunkCore
import ChunkCoreTestSupport
import Testing

/// Where the service may be said to be.
@Suite struct ServiceEndpointsTests {
  @Test func theDefaultIsTheRealService() throws {
    let made = try ServiceEndpoints()
    #expect(made == .box)
    #expect(made.base.authority == "api.box.com")
    #expect(made.base.path == "")
    #expect(made.upload.authority == "upload.box.com")
    #expect(made.upload.path == "/api")
  }

  @Test(arguments: [
    "https://box.corp.example", "https://box.corp.example:8443/api/", "http://127.0.0.1:8080",
    "http://localhost:1/api", "http://[::1]:9", "HTTPS://UPLOAD.BOX.COM",
  ])
  func usableURLsAreTaken(text: String) throws {
    #expect(try ServiceEndpoints(base: text, upload: text).upload.path.hasSuffix("/") == false)
  }

  @Test(arguments: [
    "http://upload.box.com", "http://192.168.0.1", "http://127.0.0.1.evil.com", "ftp://upload.box.com",
    "upload.box.com", "https://me:hunter2@upload.box.com", "https://upload.box.com?a=b",
    "https://upload.box.com#a", "",
  ])
  func othersAreRefusedInBothPlaces(text: String) throws {
    for error in [
      try refusal { try ServiceEndpoints(base: text) }, try refusal { try ServiceEndpoints(upload: text) },
    ] {
      #expect(error.kind == .urlRefused)
      #expect(!error.remedy.isEmpty)
      #expect(!error.description.contains("hunter2"))
    }
  }

  @Test func theOtherURLsFollowTheBase() throws {
    let box = ServiceEndpoints.box
    #expect(box.tokenURL == "https://api.box.com/oauth2/token")
    #expect(box.revoke.path == "/oauth2/revoke")
    #expect(box.authorize.authority == "account.box.com")
    #expect(box.authorize.path == "/api/oauth2/authorize")
    let government = try ServiceEndpoints(base: "https://api.box-gov.com")
    #expect(government.tokenURL == "https://api.box-gov.com/oauth2/token")
    #expect(government.authorize.authority == "account.box-gov.com")
    let local = try ServiceEndpoints(base: "http://127.0.0.1:8080")
    #expect(local.tokenURL == "http://127.0.0.1:8080/oauth2/token")
    #expect(local.revoke.path == "/oauth2/revoke")
    #expect(local.authorize.authority == "127.0.0.1:8080")
    let own = try ServiceEndpoints(token: "https://sso.example:8443/issue/token")
    #expect(own.tokenURL == "https://sso.example:8443/issue/token")
    #expect(own.revoke.authority == "sso.example:8443")
    #expect(own.revoke.path == "/issue/revoke")
    // A look-alike of the API's name gets no name of Box's in return.
    #expect(try ServiceEndpoints(base: "https://api.evil.example").authorize.authority == "api.evil.example")
  }

  @Test(arguments: [
    "http://api.box.com/oauth2/token", "https://me:hunter2@api.box.com/oauth2/token",
    "https://api.box.com/oauth2/token?a=b", "api.box.com/oauth2/token", "",
  ])
  func tokenURLsAreHeldToTheSameRules(text: String) throws {
    for error in [
      try refusal { try ServiceEndpoints(token: text) }, try refusal { try ServiceEndpoints(revoke: text) },
      try refusal { try ServiceEndpoints(authorize: text) },
    ] {
      #expect(error.kind == .urlRefused)
      #expect(!error.description.contains("hunter2"))
    }
  }

  @Test(arguments: [
    "", "*.example", "https://a.example", "a.example/x", "a.example?x", "me@a.example", "a.example:99999",
    "a.example#x", "a b",
  ])
  func whatIsNoHostIsNotAllowed(host: String) throws {
    let error = try refusal { try ServiceEndpoints(allowedHosts: [host]) }
    #expect(error.kind == .urlRefused)
    #expect(error.message.contains("allowed host"))
  }
}
