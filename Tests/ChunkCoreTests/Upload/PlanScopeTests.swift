import Testing

@testable import ChunkCore

/// Which parts are asked for, by what the service has answered before.
@Suite struct PlanScopeTests {
  private static let part: Int64 = 16 << 20
  private let layout: PartLayout

  init() throws { layout = try PartLayout(fileSize: 100 * Self.part, partSize: Self.part, totalParts: 100) }

  private func asked(_ scope: PlanScope) -> [Int64] { (0..<100).filter { scope.contains(layout[$0]) } }

  private func miss(_ scope: PlanScope, _ parts: Int, isSlow: Bool) {
    scope.answered(hits: 0, misses: parts, missed: Int64(parts) * Self.part, isSlow: isSlow)
  }

  private func extent(
    _ choice: UploadPlanning, isLikely: Bool = false, isOffered: Bool = true, parts: Int64 = 100
  ) throws -> PlanScope.Extent {
    let layout = try PartLayout(fileSize: parts * Self.part, partSize: Self.part, totalParts: parts)
    return PlanScope.Extent(
      choice, isLikely: isLikely, isOffered: isOffered, layout: layout, stored: StoredParts(), inFlight: 8)
  }

  @Test func whatIsAskedForAtFirst() throws {
    #expect(try extent(.never, isLikely: true) == .nothing)
    #expect(try extent(.always, isOffered: false) == .everything)
    #expect(try extent(.automatic, isLikely: true) == .everything)
    #expect(try extent(.automatic, isLikely: true, isOffered: false) == .nothing)
    #expect(try extent(.automatic) == .probe(8..<10))
    #expect(try extent(.automatic, parts: 16) == .probe(4..<6))
    #expect(try extent(.automatic, parts: 15) == .nothing)
  }

  @Test func aProbeThatHitsGoesOnWithAll() {
    let scope = PlanScope(.probe(8..<10), stored: StoredParts())
    #expect(asked(scope) == [8, 9])
    miss(scope, 1, isSlow: true)
    #expect(asked(scope) == [8, 9])
    scope.answered(hits: 1, misses: 1, missed: Self.part, isSlow: false)
    #expect(asked(scope) == Array(0..<100))
  }

  @Test func whereNothingIsThereAPartHereAndThereIsEnough() {
    let scope = PlanScope(.everything, stored: StoredParts(), sampling: 8)
    miss(scope, 7, isSlow: true)
    #expect(!scope.isSampling, "seven parts say little")
    miss(scope, 1, isSlow: true)
    #expect(scope.isSampling)
    #expect(asked(scope) == stride(from: 0, to: 100, by: 8).map { $0 })
    miss(scope, 1, isSlow: true)
    #expect(scope.isSampling)
    scope.answered(hits: 1, misses: 0, missed: 0, isSlow: true)
    #expect(asked(scope) == Array(0..<100))
    miss(scope, 1, isSlow: true)
    #expect(!scope.isSampling, "what was missed before the hit does not count")
  }

  /// While the network is what takes the time, digests cost nothing.
  @Test func aNetworkThatIsSlowIsWorthEveryQuestion() {
    let scope = PlanScope(.everything, stored: StoredParts(), sampling: 8)
    miss(scope, 50, isSlow: false)
    #expect(!scope.isSampling)
    miss(scope, 1, isSlow: true)
    #expect(scope.isSampling)
  }

  @Test func whoAsksForAllGetsAll() {
    let scope = PlanScope(.everything, stored: StoredParts())
    miss(scope, 99, isSlow: true)
    #expect(asked(scope) == Array(0..<100))
    scope.end()
    #expect(asked(scope).isEmpty)
    scope.answered(hits: 1, misses: 0, missed: 0, isSlow: false)
    #expect(!scope.isPlanning, "what was ended stays so")
  }

  /// So there are never more plans than parts, divided by the first batch.
  @Test(arguments: [1 << 16, 1 << 20, 8 << 20, 32 << 20, 64 << 20, 1 << 30] as [Int64])
  func batchesGrowAndEnd(partSize: Int64) {
    let batch = PlanBatch(partSize: partSize, isHeld: false)
    var (goal, goals) = (batch.least, [batch.least])
    for _ in 0..<10 {
      goal = batch.next(after: goal)
      goals.append(goal)
    }
    #expect(goals == goals.sorted())
    #expect(goals.allSatisfy { (batch.least...batch.most).contains($0) })
    #expect(batch.sampling >= batch.least)
    #expect(PlanBatch(partSize: partSize, isHeld: true).next(after: 1) == 1)
  }
}
