import ChunkCoreTestSupport
import ChunkDigest
import ChunkTransport
import Foundation
import Testing

@testable import ChunkCore

/// What callers hand in, before anything is sent.
@Suite struct ArgumentCheckTests {
  @Test func twentyMillionBytesAreEnough() throws {
    try ArgumentChecks.fileSize(20_000_000)
    try ArgumentChecks.fileSize(.max)
  }

  @Test(arguments: [19_999_999, 0, -1, .min] as [Int64])
  func fewerAreNot(size: Int64) throws {
    let error = try refusal { try ArgumentChecks.fileSize(size) }
    #expect(error.kind == .invalidArgument)
    #expect(error.message.contains("\(size)"))
    #expect(error.message.contains("20000000"))
  }

  @Test(arguments: [
    "a", "a b.bin", "Ärger.bin", "日本語.txt", "...", ".hidden", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "a:b*c?",
    String(repeating: "x", count: 255),
  ])
  func usableNamesAreTaken(name: String) throws {
    try ArgumentChecks.fileName(name)
  }

  @Test(arguments: [
    "", ".", "..", " a", "a ", "a/b", "a\\b", "/", "a\u{0}b", "a\nb", "a\r\nb", "a\u{7f}", "\t",
    String(repeating: "x", count: 256),
    // A mark that joins the slash or the space to one character does not make another byte of it.
    "a/\u{301}b", "a\\\u{301}b", " \u{301}a", "a/\u{200d}b",
  ])
  func othersAreRefused(name: String) throws {
    let error = try refusal { try ArgumentChecks.fileName(name) }
    #expect(error.kind == .invalidArgument)
    #expect(!error.remedy.isEmpty)
    #expect(
      !error.message.unicodeScalars.contains { $0.value < 32 || $0.value == 127 }, "raw control character")
  }

  @Test(arguments: [
    "0", "12345", "F971964745A5CD0C001BBE4E58196BFD", "a-b_c", String(repeating: "1", count: 256),
  ])
  func idsOfTheServiceAreTaken(id: String) throws {
    try ArgumentChecks.id(id, of: "file")
  }

  @Test(arguments: [
    "", "../1", "1/2", "1?x=y", "1#", "1%2f", " 1", "1\n", "é", "1;2", "..",
    String(repeating: "1", count: 257),
  ])
  func whatCouldLeaveThePathIsRefused(id: String) throws {
    let error = try refusal { try ArgumentChecks.id(id, of: "folder") }
    #expect(error.kind == .invalidArgument)
    #expect(error.message.contains("folder"))
  }

  @Test(arguments: ["sha=", "SHA=", "Sha="])
  func aDigestIsTakenInAnyCase(prefix: String) throws {
    let digest = try SHA1.digest(of: [])
    #expect(try ArgumentChecks.digest(prefix + digest.base64) == digest)
  }

  @Test(arguments: [
    "", "sha=", "2jmj7l5rSw0yVb/vlWAYkK/YBwk=", "md5=2jmj7l5rSw0yVb/vlWAYkK/YBwk=", "sha=AAAA",
    "sha=da39a3ee5e6b4b0d3255bfef95601890afd80709", "sha-1=2jmj7l5rSw0yVb/vlWAYkK/YBwk=",
    "sha=2jmj7l5rSw0yVb/vlWAYkK/YBwk", " sha=2jmj7l5rSw0yVb/vlWAYkK/YBwk=",
    "sha=2jmj7l5rSw0yVb/vlWAYkK/YBwk=\n",
  ])
  func whatIsNoDigestIsRefused(text: String) throws {
    #expect(try refusal { try ArgumentChecks.digest(text) }.kind == .invalidArgument)
  }
}

/// A part's range against the part's bytes and the session's part size.
@Suite struct RangeCheckTests {
  private func check(_ range: String, bytes: Int, partSize: Int64?) throws {
    try ArgumentChecks.range(
      ContentRange(headerValue: range), body: .bytes(Data(count: bytes)), partSize: partSize)
  }

  @Test(arguments: [
    ("bytes 0-9/25", 10, 10 as Int64?), ("bytes 10-19/25", 10, 10), ("bytes 20-24/25", 5, 10),
    ("bytes 10-19/20", 10, 10), ("bytes 0-4/5", 5, 10), ("bytes 0-9/25", 10, nil),
    ("bytes 10-19/25", 10, nil),
    // Without the part size, nothing can be said of where a last part begins.
    ("bytes 7-9/10", 3, nil), ("bytes 24-24/25", 1, 8),
  ])
  func onABoundary(range: String, bytes: Int, partSize: Int64?) throws {
    try check(range, bytes: bytes, partSize: partSize)
  }

  @Test(arguments: [
    ("bytes 1-10/25", 10, 10 as Int64?), ("bytes 0-8/25", 9, 10), ("bytes 0-10/25", 11, 10),
    ("bytes 20-24/25", 5, 7), ("bytes 15-24/25", 10, 10), ("bytes 0-24/25", 25, 10), ("bytes 5-9/25", 5, 10),
    ("bytes 1-10/25", 10, nil), ("bytes 0-9/25", 10, 0), ("bytes 0-9/25", 10, -10),
  ])
  func offABoundary(range: String, bytes: Int, partSize: Int64?) throws {
    let error = try refusal { try check(range, bytes: bytes, partSize: partSize) }
    #expect(error.kind == .invalidArgument)
    #expect(error.message.contains(range))
  }

  @Test(arguments: [0, 9, 11])
  func theBodyHasAsManyBytesAsTheRange(bytes: Int) throws {
    let error = try refusal { try check("bytes 0-9/25", bytes: bytes, partSize: 10) }
    #expect(error.kind == .invalidArgument)
    #expect(error.message.contains("\(bytes)"))
  }

  @Test func noBodyIsNoPart() throws {
    let error = try refusal {
      try ArgumentChecks.range(ContentRange(first: 0, last: 0, total: 1), body: .none, partSize: nil)
    }
    #expect(error.kind == .invalidArgument)
  }
}
