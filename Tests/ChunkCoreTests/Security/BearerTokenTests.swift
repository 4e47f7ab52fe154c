import ChunkCore
import ChunkCoreTestSupport
import Testing

/// A token goes into one header field and into no message.
@Suite struct BearerTokenTests {
  @Test func itKeepsItsText() throws {
    #expect(try BearerToken(secretText).secret == secretText)
    #expect(try BearerToken("a") != BearerToken("b"))
    #expect(try BearerToken("a") == BearerToken("a"))
  }

  @Test func noWayOfPrintingShowsIt() throws {
    struct Holder { let token: BearerToken }
    let token = try BearerToken(secretText)
    let provider = StaticToken(token)
    var dumped = ""
    dump(token, to: &dumped)
    dump(Holder(token: token), to: &dumped)
    dump([token: token], to: &dumped)
    dump(provider, to: &dumped)
    let texts = [
      "\(token)", String(describing: token), String(reflecting: token), token.debugDescription, dumped,
      "\(Holder(token: token))", String(reflecting: [token]), "\(Optional(token) as Any)", "\(provider)",
      String(reflecting: provider),
    ]
    for text in texts { #expect(!text.contains(secretText), "\(text)") }
    #expect("\(token)" == "BearerToken(redacted)")
  }

  @Test func anErrorThatHoldsOneDoesNotShowIt() throws {
    struct Cause: Error { let token: BearerToken }
    let error = ChunkError(
      .tokenUnavailable, "no", remedy: "r", cause: Cause(token: try BearerToken(secretText)))
    var dumped = ""
    dump(error, to: &dumped)
    for text in ["\(error)", String(reflecting: error), dumped] { #expect(!text.contains(secretText)) }
  }

  @Test(arguments: [
    "", " ", "s3cr3t ", " s3cr3t", "s3cr3t\n", "s3 cr3t", "s3cr3t\u{0}", "s3cr3t\u{7f}", "s3cr3té",
  ])
  func whatIsNoTokenIsRefusedWithoutRepeatingIt(text: String) throws {
    let error = try refusal { try BearerToken(text) }
    #expect(error.kind == .tokenUnavailable)
    #expect(!error.remedy.isEmpty)
    var dumped = ""
    dump(error, to: &dumped)
    for shown in [error.description, String(reflecting: error), dumped] {
      #expect(!shown.contains("s3cr3t") && !shown.contains("s3 cr3t"))
    }
  }

  @Test func everyVisibleCharacterOfASCIIIsTaken() throws {
    let all = String(decoding: (0x21...0x7e).map { UInt8($0) }, as: UTF8.self)
    #expect(try BearerToken(all).secret == all)
  }
}
