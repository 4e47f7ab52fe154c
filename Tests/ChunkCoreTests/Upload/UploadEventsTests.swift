import ChunkModels
import ChunkTestSupport
import Testing

@testable import ChunkCore

/// The followers of an upload, each at its own place. The upload is played: it says what the test says.
@Suite struct UploadEventsTests {
  /// An event with a number.
  private static func event(_ number: Int) -> UploadEvent { .concurrencyChanged(number) }

  private static func progress(_ bytes: Int64) -> UploadEvent {
    .progress(
      UploadProgress(totalBytes: 1 << 40, acknowledgedBytes: bytes, inFlightBytes: 0, wireBytes: bytes))
  }

  /// An upload that says these events, waits for the test, says the others, and ends.
  private static func upload(
    _ events: [UploadEvent], then rest: [UploadEvent] = [], after turn: OneShot? = nil
  )
    -> FileUpload
  {
    FileUpload(UploadOptions(resumeStore: nil), on: TaskRunner(threads: nil)) { options in
      for event in events { options.onEvent(event) }
      _ = await turn?.wait()
      for event in rest { options.onEvent(event) }
      return .success(Committed(file: FileFull(id: "1")))
    }
  }

  /// The numbers of all events until the end.
  private static func follow(_ events: UploadEvents) async -> [Int] {
    var numbers: [Int] = []
    for await event in events {
      if case .concurrencyChanged(let number) = event { numbers.append(number) }
    }
    return numbers
  }

  @Test func whoFollowsLateMissesNothing() async throws {
    let upload = Self.upload((0..<10).map(Self.event))
    _ = try await upload.file
    #expect(await Self.follow(upload.events) == Array(0..<10))
  }

  @Test func allFollowersGetTheSame() async throws {
    let turn = OneShot()
    let upload = Self.upload((0..<10).map(Self.event), then: (10..<20).map(Self.event), after: turn)
    let followers = (0..<5).map { _ in Task { await Self.follow(upload.events) } }
    try await Task.sleep(for: .milliseconds(20))  // some wait by now, and are to be woken
    _ = turn.signal()
    for follower in followers { #expect(await follower.value == Array(0..<20)) }
  }

  /// What a slow follower misses is the oldest, and what it gets is in order.
  @Test func aSlowFollowerGetsTheLatest() async throws {
    let turn = OneShot()
    let upload = Self.upload([Self.event(0)], then: (1..<10_000).map(Self.event), after: turn)
    var slow = upload.events.makeAsyncIterator()
    _ = await slow.next()
    _ = turn.signal()
    _ = try await upload.file
    var rest: [Int] = []
    while case .concurrencyChanged(let number)? = await slow.next() { rest.append(number) }
    #expect(rest.count >= 1000)
    #expect(rest.count < 2000, "it is not to hold ever more")
    #expect(rest == Array((10_000 - rest.count)..<10_000))
  }

  @Test func ofTheProgressInBetweenOnlyTheNewestIsKept() async throws {
    let upload = Self.upload(
      [Self.event(1)] + (0..<5000).map(Self.progress) + [Self.event(2)] + (5000..<9000).map(Self.progress))
    _ = try await upload.file
    var bytes: [Int64] = []
    for await event in upload.events {
      if case .progress(let progress) = event { bytes.append(progress.wireBytes) }
    }
    #expect(bytes == [4999, 8999])
    #expect(upload.progress?.wireBytes == 8999)
    #expect(await Self.follow(upload.events) == [1, 2], "the others are not pushed out by it")
  }

  @Test func thereIsNoProgressBeforeThereIsSome() async throws {
    let upload = Self.upload([Self.event(1)])
    _ = try await upload.file
    #expect(upload.progress == nil)
  }

  @Test func afterTheEndThereIsNothing() async throws {
    let upload = Self.upload([Self.event(1)])
    var events = upload.events.makeAsyncIterator()
    #expect(await events.next() != nil)
    for _ in 0..<3 { #expect(await events.next() == nil) }
  }

  @Test func aFollowerThatIsCancelledEndsAndTheOthersGoOn() async throws {
    let turn = OneShot()
    let upload = Self.upload([Self.event(1)], then: [Self.event(2)], after: turn)
    let leaving = Task { await Self.follow(upload.events) }
    let staying = Task { await Self.follow(upload.events) }
    try await Task.sleep(for: .milliseconds(20))
    leaving.cancel()
    #expect(await leaving.value.contains(2) == false)
    _ = turn.signal()
    #expect(await staying.value == [1, 2])
    #expect(try await upload.file.id == "1")
  }

  @Test func eachIteratorBeginsAtTheBeginning() async throws {
    let upload = Self.upload((0..<3).map(Self.event))
    let events = upload.events
    #expect(await Self.follow(events) == [0, 1, 2])
    #expect(await Self.follow(events) == [0, 1, 2])
  }

  @Test func whoGivesUpWaitingDoesNotEndTheUpload() async throws {
    let turn = OneShot()
    let upload = FileUpload(UploadOptions(resumeStore: nil), on: TaskRunner(threads: nil)) { _ in
      .success(Committed(file: FileFull(id: await turn.wait() ? "1" : "cancelled")))
    }
    let waiting = Task { try await upload.file.id }
    waiting.cancel()
    try await Task.sleep(for: .milliseconds(20))
    _ = turn.signal()
    #expect(try await upload.file.id == "1")
    #expect(try await waiting.value == "1")
  }
}
