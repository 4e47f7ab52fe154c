import ChunkCoreTestSupport
import ChunkTransportTesting
import Testing

@testable import ChunkCore

@Suite struct PartSlotsTests {
  private let time = TimeSource(ImmediateClock())

  @Test func earlierUploadsAndPartsGoFirst() async throws {
    let slots = PartSlots(.fixed(1), maximumBytesPerSecond: nil)
    let held = try await slots.take(.init(upload: 1, part: 0), remaining: 9, time)
    let order = Shared<[PartSlots.Rank]>([])
    let time = time
    let ranks: [(Int, Int64)] = [(2, 0), (1, 5), (1, 3), (2, 1), (1, 4)]
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (count, (upload, part)) in ranks.enumerated() {
        group.addTask {
          let slot = try await slots.take(.init(upload: upload, part: part), remaining: 9, time)
          order.change { $0.append(.init(upload: upload, part: part)) }
          _ = slots.give(back: slot, .acknowledged(bytes: 1), time)
        }
        while slots.waitingCount <= count { await Task.yield() }
      }
      _ = slots.give(back: held, .failed, time)
      try await group.waitForAll()
    }
    let sorted = ranks.map { PartSlots.Rank(upload: $0.0, part: $0.1) }.sorted()
    #expect(order.value == sorted)
    #expect(slots.highest == 1)
  }

  @Test func whoIsCancelledLeavesThePlaceToTheNext() async throws {
    let slots = PartSlots(.fixed(1), maximumBytesPerSecond: nil)
    let held = try await slots.take(.init(upload: 1, part: 0), remaining: 9, time)
    let time = time
    let first = Task { try await slots.take(.init(upload: 1, part: 1), remaining: 9, time) }
    let second = Task { try await slots.take(.init(upload: 1, part: 2), remaining: 9, time) }
    while slots.waitingCount < 2 { await Task.yield() }
    first.cancel()
    await #expect(throws: ChunkError.self) { try await first.value }
    _ = slots.give(back: held, .failed, time)
    _ = try await second.value
  }

  @Test func aPauseIsForAll() async throws {
    let clock = ImmediateClock()
    let time = TimeSource(clock)
    let slots = PartSlots(.automatic(), maximumBytesPerSecond: nil)
    let slot = try await slots.take(.init(upload: 1, part: 0), remaining: 9, time)
    _ = slots.give(back: slot, .throttled(pause: .seconds(7)), time)
    _ = try await slots.take(.init(upload: 1, part: 1), remaining: 9, time)
    #expect(clock.sleeps == [.seconds(7)])
  }

  /// The shares of a rate never add up to more than the rate.
  @Test func aRateIsShared() async throws {
    let slots = PartSlots(.automatic(), maximumBytesPerSecond: 8 << 20)
    #expect(slots.maximum == 4)
    var shares: [Int64] = []
    for part in 0..<4 {
      let slot = try await slots.take(.init(upload: 1, part: Int64(part)), remaining: 9, time)
      shares.append(try #require(slot.maximumBytesPerSecond))
    }
    #expect(shares.reduce(0, +) <= 8 << 20)
    #expect(shares.allSatisfy { $0 >= 1 << 20 })
    let one = PartSlots(.automatic(), maximumBytesPerSecond: 8 << 20)
    let alone = try await one.take(.init(upload: 1, part: 0), remaining: 1, time)
    #expect(alone.maximumBytesPerSecond == 8 << 20)
    #expect(PartSlots(.automatic(), maximumBytesPerSecond: 1000).maximum == 1)
  }

  /// The last part of one file takes the whole rate; the first of the next one waits for it, and is not
  /// begun with nothing.
  @Test func nobodyStarvesForARate() async throws {
    let slots = PartSlots(.fixed(4), maximumBytesPerSecond: 8 << 20)
    let time = time
    let last = try await slots.take(.init(upload: 1, part: 9), remaining: 1, time)
    #expect(last.maximumBytesPerSecond == 8 << 20)
    let next = Task { try await slots.take(.init(upload: 2, part: 0), remaining: 4, time) }
    while slots.waitingCount == 0 { await Task.yield() }
    #expect(slots.highest == 1)
    _ = slots.give(back: last, .acknowledged(bytes: 1), time)
    #expect(try await next.value.maximumBytesPerSecond == 2 << 20)
  }

  @Test func memoryIsGivenInOrderAndGivenBack() async throws {
    let memory = MemoryBudget(bytes: 100)
    try await memory.take(60)
    let second = Task { try await memory.take(60) }
    while memory.waitingCount < 1 { await Task.yield() }
    let tooLarge = Task { try await memory.take(1000) }
    while memory.waitingCount < 2 { await Task.yield() }
    memory.give(back: 60)
    try await second.value
    memory.give(back: 60)
    // One may always be held, however large it is.
    try await tooLarge.value
  }

  @Test func aBudgetThatIsNone() throws {
    #expect(throws: ChunkError.self) { try UploadBudget(concurrency: .fixed(0)).check() }
    #expect(throws: ChunkError.self) { try UploadBudget(concurrency: .automatic(maximum: 65)).check() }
    #expect(throws: ChunkError.self) { try UploadBudget(memory: -1).check() }
    #expect(throws: ChunkError.self) { try UploadBudget(maximumBytesPerSecond: 0).check() }
    try UploadBudget(memory: 0, maximumBytesPerSecond: 1).check()
  }
}
