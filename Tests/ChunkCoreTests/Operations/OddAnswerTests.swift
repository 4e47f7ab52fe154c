import ChunkCore
import ChunkCoreTestSupport
import ChunkModels
import ChunkTransport
import ChunkTransportTesting
import HTTPTypes
import Testing

/// Answers that are not what the API promises, and those that are two things at once.
@Suite struct OddAnswerTests {
  private func failing(_ call: Call, _ answer: MemoryAnswer) async throws -> ChunkError {
    let transport = MemoryTransport(answer)
    let error = try await failure { try await call.run(manager(transport)) }
    #expect(transport.requests.count == 1)
    return error
  }

  @Test func aPageOfAProxyWithAnErrorStatus() async throws {
    let page = "<html>\r\n<body>\u{1b}[31mBad  gateway\u{7}</body>" + String(repeating: "x", count: 500)
    let error = try await failing(.upload, .text(502, page, [.contentType: "text/html"]))
    #expect(error.kind == .serverError)
    #expect(error.isTemporary)
    let start = try #require(error.answer?.bodyStart)
    #expect(start.hasPrefix("<html> <body>"))
    #expect(start.utf8.count <= 200)
    #expect(!start.unicodeScalars.contains { $0.value < 32 }, "a terminal would obey it")
    #expect(error.answer?.error == nil)
    #expect(error.message.contains("Bad gateway"))
  }

  @Test func anEmpty401SaysWhatItsFieldSays() async throws {
    let field =
      #"Bearer realm="Service", error="invalid_token", error_description="The access token provided is invalid.""#
    let error = try await failing(.upload, .empty(401, [.wwwAuthenticate: field]))
    #expect(error.kind == .unauthorized)
    #expect(error.message.contains("The access token provided is invalid"))
    #expect(!error.description.contains(".."))
    let bare = try await failing(.upload, .empty(401, [.wwwAuthenticate: "Bearer"]))
    #expect(bare.kind == .unauthorized)
  }

  @Test(arguments: Call.allCases.filter(\.hasAnswerBody), [200, 201])
  func whatIsNotJSON(call: Call, status: Int) async throws {
    for body in ["", "{\"id\":\"F97", "<html>Sign in</html>", "[]", "null", "7", "\u{0}"] {
      let error = try await failing(call, .text(status, body))
      #expect(error.kind == .malformedAnswer, "\(body)")
      #expect(error.isTemporary)
      #expect(error.answer?.status == status)
      #expect(!error.remedy.isEmpty)
    }
  }

  @Test(arguments: [301, 302, 303, 307, 308])
  func aRedirectIsNotFollowed(status: Int) async throws {
    let error = try await failing(.upload, .empty(status, [.location: "https://evil.example/"]))
    #expect(error.kind == .redirected)
    #expect(!error.isTemporary)
  }

  @Test(arguments: [(nil, nil), ("7", .seconds(7)), ("junk", nil), ("0", .zero)] as [(String?, Duration?)])
  func a202AtCommitIsNoFile(field: String?, wait: Duration?) async throws {
    var fields = HTTPFields()
    fields[.retryAfter] = field
    let transport = MemoryTransport(.empty(202, fields))
    let result = try await manager(transport).createFileUploadSessionCommit(
      uploadSessionId: "A", parts: Call.parts, digest: Call.digest())
    guard case .processing(let retryAfter) = result else {
      Issue.record("not processing: \(result)")
      return
    }
    #expect(retryAfter == wait)
  }

  @Test(arguments: [200, 201])
  func aCommitMayBeAnsweredWithTheFileItself(status: Int) async throws {
    for body in [Document.file, Document.files] {
      let transport = MemoryTransport(.text(status, body))
      let result = try await manager(transport).createFileUploadSessionCommit(
        uploadSessionId: "A", parts: Call.parts, digest: Call.digest())
      guard case .committed(let files) = result else {
        Issue.record("not committed: \(result)")
        return
      }
      #expect(files.entries?.first?.id == "12345")
      #expect(files.totalCount == 1)
      #expect(files.status == status)
    }
  }

  @Test(arguments: ["{}", #"{"type":"error"}"#, #"{"total_count":1}"#])
  func aCommitAnsweredWithNeitherIsMalformed(body: String) async throws {
    let error = try await failing(.commit, .text(201, body))
    #expect(error.kind == .malformedAnswer)
  }

  /// A proxy's page, or an error message, may repeat the request with its token.
  @Test(arguments: [
    // The tests' own output has their arguments, and may have no token either.
    (400, "GET /x\r\nAuthorization: Bearer TOKEN\r\n"), (200, "<pre>TOKEN</pre>"),
    (403, #"{"code":"forbidden","message":"no: TOKEN","request_id":"TOKEN"}"#),
    (401, ""),
  ])
  func theTokenIsNotRepeated(status: Int, body: String) async throws {
    let field = #"Bearer error="invalid_token", error_description="\#(secretText) is expired""#
    let body = body.replacing("TOKEN", with: secretText)
    let error = try await failing(.upload, .text(status, body, [.wwwAuthenticate: field]))
    var shown = ""
    dump(error, to: &shown)
    #expect(!shown.contains(secretText))
    #expect(!error.description.contains(secretText))
    #expect(error.description.contains("(redacted)") == (status != 200))
  }

  /// What a terminal would obey has no place in a message.
  @Test func controlCharactersAreNotQuoted() async throws {
    let error = try await failing(.upload, .text(502, "\u{1b}[2J\u{9b}31m\u{7f}busy\u{202e}"))
    let obeyed = error.message.unicodeScalars.filter {
      [.control, .format].contains($0.properties.generalCategory)
    }
    #expect(obeyed.isEmpty)
    #expect(error.message.contains("busy"))
  }

  /// A server that never ends its list is asked for what a list can have, and no more.
  @Test func aListWithoutEnd() async throws {
    let page = UploadParts(
      entries: Array(repeating: UploadPart(partId: "A", offset: 0, size: 1), count: 1000))
    let body = String(decoding: try WireJSON.encode(page), as: UTF8.self)
    let transport = MemoryTransport(.text(200, body))
    let error = try await failure {
      try await manager(transport).allFileUploadSessionParts(uploadSessionId: "A")
    }
    #expect(error.kind == .malformedAnswer)
    #expect(transport.requests.count == 11)
    let swollen = UploadParts(entries: Array(repeating: UploadPart(partId: "A"), count: 1001))
    let other = MemoryTransport(.text(200, String(decoding: try WireJSON.encode(swollen), as: UTF8.self)))
    #expect(
      try await failure { try await manager(other).allFileUploadSessionParts(uploadSessionId: "A") }.kind
        == .malformedAnswer)
    #expect(other.requests.count == 1)
  }

  @Test func unknownFieldsStayInTheRawAnswer() async throws {
    let body = #"{"id":"A","part_size":1,"of_tomorrow":{"x":1}}"#
    let answer = try await manager(MemoryTransport(.text(200, body))).getFileUploadSessionById(
      uploadSessionId: "A")
    #expect(answer.id == "A")
    #expect(try WireJSON.decode(JSONValue.self, from: answer.rawJSON)["of_tomorrow"]?["x"] == 1)
  }

  @Test(
    arguments: [
      (.nameNotResolved, .neverSent, .unreachable, true), (.connectFailed, .neverSent, .unreachable, true),
      (.connectTimedOut, .neverSent, .unreachable, true), (.tlsFailed, .neverSent, .tlsFailed, false),
      (.tlsInterrupted, .neverSent, .unreachable, true),
      (.sendStalled, .outcomeUnknown, .outcomeUnknown, true),
      (.answerTimedOut, .outcomeUnknown, .outcomeUnknown, true),
      (.connectionLost, .outcomeUnknown, .outcomeUnknown, true),
      (.connectionLost, .neverSent, .unreachable, true),
      (.receiveStalled, .answered(status: 200), .outcomeUnknown, true),
      (.connectionLost, .answered(status: 201), .outcomeUnknown, true),
      (.malformedResponse, .outcomeUnknown, .outcomeUnknown, true),
      (.responseTooLarge, .answered(status: 200), .malformedAnswer, false),
      (.bodyUnreadable, .outcomeUnknown, .sourceUnreadable, false),
      (.invalidRequest, .neverSent, .invalidArgument, false),
      (.unsupported, .neverSent, .invalidArgument, false),
      (.closed, .neverSent, .invalidArgument, false), (.cancelled, .outcomeUnknown, .cancelled, false),
      (.other, .outcomeUnknown, .outcomeUnknown, true), (.other, .neverSent, .unreachable, true),
      (TransportError.Reason(rawValue: "of_tomorrow"), .outcomeUnknown, .outcomeUnknown, true),
    ] as [(TransportError.Reason, TransportError.Outcome, ChunkError.Kind, Bool)])
  func aFailureOfTheTransport(
    reason: TransportError.Reason, outcome: TransportError.Outcome, kind: ChunkError.Kind, isTemporary: Bool
  ) async throws {
    let error = try await failing(.upload, .failure(reason, outcome, "it broke"))
    #expect(error.kind == kind)
    #expect(error.isTemporary == isTemporary)
    #expect(error.answer == nil)
    #expect((error.cause as? TransportError)?.reason == reason)
    #expect(error.message.contains("it broke"))
    #expect(!error.remedy.isEmpty)
  }
}
