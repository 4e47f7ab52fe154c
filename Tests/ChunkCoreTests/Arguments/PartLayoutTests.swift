import ChunkCoreTestSupport
import Testing

@testable import ChunkCore

/// Where parts begin and end.
@Suite struct PartLayoutTests {
  private static let fourGiB: Int64 = 4 << 30

  @Test(
    arguments: [
      // file, part, how many, the last one's length
      (20_000_000, 8 << 20, 3, 3_222_784), (20 << 20, 4 << 20, 5, 4 << 20), ((20 << 20) + 1, 4 << 20, 6, 1),
      ((20 << 20) - 1, 4 << 20, 5, (4 << 20) - 1), (fourGiB + 1, 64 << 20, 65, 1),
      (fourGiB, 64 << 20, 64, 64 << 20),
      (20_000_000, 20_000_000, 1, 20_000_000), (20_000_000, 32 << 20, 1, 20_000_000),
      (20_000_000, 200, 100_000, 200),
      (.max, .max, 1, .max), (.max, .max - 1, 2, 1),
    ] as [(Int64, Int64, Int64, Int64)])
  func partsCoverTheFileAndNothingElse(fileSize: Int64, partSize: Int64, count: Int64, lastLength: Int64)
    throws
  {
    let layout = try PartLayout(fileSize: fileSize, partSize: partSize, totalParts: count)
    #expect(layout.count == count)
    #expect(layout[0].offset == 0)
    #expect(layout[0].length == min(partSize, fileSize))
    let last = layout[count - 1]
    #expect(last.length == lastLength)
    #expect(last.offset + last.length == fileSize)
    #expect(
      last.contentRange(fileSize: fileSize) == "bytes \(fileSize - lastLength)-\(fileSize - 1)/\(fileSize)")
    if count > 1 { #expect(layout[count - 2].offset + layout[count - 2].length == last.offset) }
  }

  @Test func theServiceNeedNotCount() throws {
    #expect(try PartLayout(fileSize: 21, partSize: 10, totalParts: nil).count == 3)
  }

  @Test(arguments: [2, 4, 0, -1] as [Int64])
  func aCountThatDisagreesIsRefused(totalParts: Int64) throws {
    let error = try refusal { try PartLayout(fileSize: 21, partSize: 10, totalParts: totalParts) }
    #expect(error.kind == .malformedAnswer)
    #expect(error.message.contains("\(totalParts) parts"))
    #expect(!error.isTemporary)
  }

  /// Right for the file without its last part, or with one part too many: the classic mistake.
  @Test func anExactMultipleHasNoEmptyPart() throws {
    #expect(
      try refusal { try PartLayout(fileSize: 20, partSize: 10, totalParts: 3) }.kind == .malformedAnswer)
    #expect(try PartLayout(fileSize: 20, partSize: 10, totalParts: 2).count == 2)
  }

  @Test(arguments: [nil, 0, -1, .min] as [Int64?])
  func aPartSizeThatIsNoneIsRefused(partSize: Int64?) throws {
    let error = try refusal { try PartLayout(fileSize: 21, partSize: partSize, totalParts: nil) }
    #expect(error.kind == .malformedAnswer)
    #expect(error.message.contains("part size"))
  }

  /// A list of parts that no service could make, and that would fill the memory.
  @Test(arguments: [199, 1] as [Int64])
  func moreThanAHundredThousandPartsAreRefused(partSize: Int64) throws {
    let error = try refusal { try PartLayout(fileSize: 20_000_000, partSize: partSize, totalParts: nil) }
    #expect(error.kind == .malformedAnswer)
    #expect(error.message.contains("parts of \(partSize)"))
  }
}
