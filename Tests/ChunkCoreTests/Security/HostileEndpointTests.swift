import ChunkCore
import ChunkCoreTestSupport
import ChunkModels
import ChunkTransportTesting
import Testing

/// A service that names URLs elsewhere: they are refused before a request is made, and before a token is
/// asked for.
@Suite struct HostileEndpointTests {
  /// Where the token must not go, though a session says so.
  static let origins = [
    "https://elsewhere.example", "http://upload.box.com", "http://up.example:8443",
    "https://user@upload.box.com", "https://user:hunter2@up.example:8443",
    "https://up.example:8443@evil.example",
    "https://upload.box.com:8443", "https://up.example", "https://up.example:8444", "https://box.com.example",
    "https://upload.box.com.evil.example", "https://evilbox.com", "https://upload-box.com",
    "https://box.com.",
    "https://upload.box.com%2eexample", "https://upload.box.com\u{3002}example", "https://127.0.0.1",
    "http://127.0.0.1:8443", "https://[::1]:8443", "//up.example:8443", "ftp://up.example:8443",
  ]

  private let tokens = CountedTokens()

  @Test(arguments: origins)
  func noStepGoesThere(origin: String) async throws {
    let transport = MemoryTransport(.text(200, "{}"))
    let manager = try manager(transport, tokens: tokens)
    for call in Call.allCases where call.takesURL {
      let url = "\(origin)/api/2.0/files/upload_sessions/\(Call.sessionId)"
      let error = try await failure { try await call.run(manager, url: url) }
      #expect(error.kind == .urlRefused, "\(call)")
      #expect(!error.description.contains(Call.sessionId) && !error.description.contains("hunter2"))
    }
    #expect(transport.requests.isEmpty)
    #expect(tokens.count == 0)
  }

  /// Each of the URLs in turn is elsewhere, and the others are where they should be.
  @Test(arguments: origins)
  func noUploadGoesThere(origin: String) async throws {
    let content = try Content.smallest.get()
    for wrong in Self.endpoints.keys {
      let transport = MemoryTransport(.text(201, try session(origin, wrong: wrong)))
      let manager = try manager(transport, tokens: tokens)
      let error = try await failure {
        try await manager.uploadBigFile(
          file: .bytes(content.data), fileName: "a", parentFolderId: "0",
          options: UploadOptions(resumeStore: nil, retries: RetryPolicy(patience: .zero)))
      }
      // Whichever URL it is, nothing but what the service itself offers is asked.
      #expect(error.kind == .urlRefused || wrong != "upload_part", "\(error)")
      for request in transport.requests {
        #expect(request.url.hasPrefix("https://up.example:8443/"), "\(request.url)")
      }
    }
  }

  /// The URLs of a session, by what follows its own.
  private static let endpoints = [
    "upload_part": "", "commit": "/commit", "abort": "", "list_parts": "/parts", "status": "",
    "log_event": "/log", "plan": "/plan",
  ]

  private func session(_ origin: String, wrong: String) throws -> String {
    let endpoints = Self.endpoints.map { name, path in
      let place = name == wrong ? origin : "https://up.example:8443"
      return (name, JSONValue.string("\(place)/api/2.0/files/upload_sessions/\(Call.sessionId)\(path)"))
    }
    let session: JSONValue = [
      "id": .string(Call.sessionId), "type": "upload_session", "part_size": 8_388_608, "total_parts": 3,
      "num_parts_processed": 0, "session_endpoints": .object(Dictionary(uniqueKeysWithValues: endpoints)),
    ]
    return String(decoding: try WireJSON.encode(session), as: UTF8.self)
  }
}
