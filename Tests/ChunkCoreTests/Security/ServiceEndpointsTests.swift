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
}
