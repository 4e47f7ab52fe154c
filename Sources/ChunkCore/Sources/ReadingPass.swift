internal import ChunkThreads
internal import ChunkTransport

/// The one pass over the source, in file order and ahead of the senders: it reads and hashes each
/// part, and hands it on.
struct ReadingPass: Sendable {
  let source: OpenedSource
  let layout: PartLayout
  let digests: DigestPass
  let outlet: PartOutlet
  let tally: UploadTally
  let held: MemoryBudget

  /// How many parts are hashed ahead, of sources of which nothing is held.
  static let lookAhead = 4

  /// A server that asks for larger parts of a stream than this is not believed: the service's have at
  /// most 64 MiB.
  private static let maximumHeldPart: Int64 = 256 << 20

  /// Reads until the end, or until nobody takes parts any more.
  func run() async {
    do throws(ChunkError) {
      let worker = try WorkerThread()
      switch source {
      case .region(let reader): try await run(reader, worker)
      case .pipe(let file): try await run(file, worker)
      case .stream(let make): try await run(make(), worker)
      }
      outlet.close()
    } catch {
      outlet.close(.failure(error))
    }
  }

  private func run(_ reader: RegionReader, _ worker: WorkerThread) async throws(ChunkError) {
    for index in 0..<layout.count {
      let range = layout[index]
      let isAsked = outlet.isAsked(range)
      let result = await worker.run { interruption in
        Result { () throws(ChunkError) in
          try reader.prepare(range, isAsked: isAsked, digests, tally, interruption)
        }
      }
      guard let result else { throw .cancelled }
      guard await outlet.put(try result.get()) else { return }
    }
  }

  private func run(_ file: OpenFile, _ worker: WorkerThread) async throws(ChunkError) {
    let pipe = PipeFiller(file: file, worker: worker)
    for index in 0..<layout.count {
      let range = layout[index]
      let buffer = try await buffer(for: range)
      let start = ContinuousClock.now
      let count = try await pipe.fill(buffer)
      tally.change { $0.reading += .now - start }
      guard try await put(buffer, count, range, worker) else { return }
    }
    try checkEnd(try await pipe.isAtEnd())
  }

  private func run(_ next: @escaping UploadSource.ByteReader, _ worker: WorkerThread) async throws(ChunkError)
  {
    var stream = StreamFiller(next: next)
    for index in 0..<layout.count {
      let range = layout[index]
      let buffer = try await buffer(for: range)
      let start = ContinuousClock.now
      let count = try await stream.fill(buffer)
      tally.change { $0.reading += .now - start }
      guard try await put(buffer, count, range, worker) else { return }
    }
    try checkEnd(try await stream.isAtEnd())
  }

  private func buffer(for range: PartRange) async throws(ChunkError) -> PartBuffer {
    guard range.length <= Self.maximumHeldPart else {
      throw .inconsistentSession(
        "a part of \(range.length) bytes of a stream would have to be held in memory, "
          + "and \(Self.maximumHeldPart) is the most")
    }
    return try await PartBuffer.make(count: Int(range.length), held)
  }

  /// Hashes a part that was read, and hands it on.
  private func put(
    _ buffer: PartBuffer, _ count: Int, _ range: PartRange, _ worker: WorkerThread
  ) async throws(ChunkError) -> Bool {
    guard count == buffer.bytes.count else {
      throw ChunkError(
        .sourceUnreadable,
        "The stream ended after \(range.offset + Int64(count)) bytes of \(layout.fileSize)",
        remedy: "Give the stream's real size, or all of its bytes")
    }
    let start = ContinuousClock.now
    let isAsked = outlet.isAsked(range)
    let result = await worker.run { _ in
      Result {
        try digests.part(isAsked: isAsked) { take in
          buffer.forEachPiece { piece in ThreadGate.pass { take(piece) } }
        }
      }
    }
    tally.change { $0.hashing += .now - start }
    guard let result else { throw .cancelled }
    do {
      let digests = try result.get()
      return await outlet.put(
        PreparedPart(range: range, digest: digests.part, body: buffer.body, content: digests.content))
    } catch {
      throw .sourceUnreadable(error)
    }
  }

  /// Makes sure that a stream has no bytes beyond the file's size.
  private func checkEnd(_ isAtEnd: Bool) throws(ChunkError) {
    guard isAtEnd else {
      throw ChunkError(
        .sourceChanged, "The stream has more than the \(layout.fileSize) bytes that were announced",
        remedy: "Give the stream's real size; the session holds only its beginning")
    }
  }
}
