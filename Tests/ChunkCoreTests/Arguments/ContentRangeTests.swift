import ChunkCore
import ChunkCoreTestSupport
import Testing

/// The `Content-Range` of a part, in both directions.
@Suite struct ContentRangeTests {
  @Test(
    arguments: [
      ("bytes 0-0/1", 0, 0, 1), ("bytes 0-8388607/20971520", 0, 8_388_607, 20_971_520),
      ("bytes 4294967296-4294967296/4294967297", 4_294_967_296, 4_294_967_296, 4_294_967_297),
      ("bytes 0-9223372036854775806/9223372036854775807", 0, .max - 1, .max),
    ] as [(String, Int64, Int64, Int64)])
  func aRangeIsReadAndWritten(text: String, first: Int64, last: Int64, total: Int64) throws {
    let range = try ContentRange(headerValue: text)
    #expect((range.first, range.last, range.total) == (first, last, total))
    #expect(range.length == last - first + 1)
    #expect(range.description == text)
    #expect(try ContentRange(first: first, last: last, total: total) == range)
  }

  @Test(arguments: [
    "", "bytes", "bytes ", "bytes 0-9", "0-9/10", "bytes 0-9/*", "bytes */10", "bytes=0-9/10", "Bytes 0-9/10",
    "bytes  0-9/10", " bytes 0-9/10", "bytes 0-9/10 ", "bytes 0 -9/10", "bytes 0/1-2", "bytes 0-1-2",
    "bytes 0/1/2",
    "bytes 0--1/10", "bytes -0-9/10", "bytes +0-9/10", "bytes 00-9/10", "bytes 0-09/10", "bytes 0-9/010",
    "bytes 0x0-0x9/0x10", "bytes 0.0-9/10", "bytes 0-9/9223372036854775808", "bytes 0-99999999999999999999/1",
    "bytes 0-9/10/11", "bytes a-b/c", "bytes ٠-٩/١٠", "bytes 0-9/10\n", "items 0-9/10", "bytes\t0-9/10",
  ])
  func anythingElseIsRefused(text: String) throws {
    let error = try refusal { try ContentRange(headerValue: text) }
    #expect(error.kind == .invalidArgument)
    #expect(!error.message.contains("\n"))
  }

  @Test(
    arguments: [
      (0, 10, 10), (5, 4, 10), (-1, 4, 10), (0, 0, 0), (0, -1, 10), (10, 10, 10), (.max, .max, .max),
    ] as [(Int64, Int64, Int64)])
  func aRangeLiesWithinItsFile(first: Int64, last: Int64, total: Int64) throws {
    #expect(try refusal { try ContentRange(first: first, last: last, total: total) }.kind == .invalidArgument)
  }
}
