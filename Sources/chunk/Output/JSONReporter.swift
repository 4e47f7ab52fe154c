import ChunkCore
import ChunkModels
import Synchronization

/// Writes an upload as JSON lines, one event a line.
final class JSONReporter: UploadReporter {
  private let path: String
  private let lastProgress = Mutex<ContinuousClock.Instant?>(nil)

  /// How often progress is written; it comes much more often.
  private static let interval: Duration = .milliseconds(200)

  /// - Parameter path: The file's path, by which the lines of several uploads are told apart.
  init(path: String) { self.path = path }

  func report(_ event: UploadEvent) {
    switch event {
    case .progress(let progress):
      guard isDue(progress) else { return }
      write(
        "progress",
        [
          "total_bytes": .integer(progress.totalBytes),
          "acknowledged_bytes": .integer(progress.acknowledgedBytes),
          "in_flight_bytes": .integer(progress.inFlightBytes),
          "wire_bytes": .integer(progress.wireBytes),
        ])
    case .sessionOpened(let session):
      write(
        "session",
        [
          "id": .string(session.id),
          "expires_at": session.expiresAt.map { .string(WireDate.text(from: $0)) } ?? .null,
          "part_size": .integer(session.partSize),
          "total_parts": .integer(session.totalParts),
          "continued": .bool(session.isContinued),
          "stored_parts": .integer(session.storedParts),
          "stored_bytes": .integer(session.storedBytes),
        ])
    case .partAcknowledged(let part):
      write(
        "part",
        [
          "index": .integer(part.index), "offset": .integer(part.offset), "size": .integer(part.size),
          "skipped": .bool(part.isSkipped),
        ])
    case .planned(let plan):
      write(
        "planned",
        [
          "hits": .integer(Int64(plan.hits)), "misses": .integer(Int64(plan.misses)),
          "hit_bytes": .integer(plan.hitBytes),
        ])
    case .retrying(let retry):
      write(
        "retrying",
        [
          "attempt": .integer(Int64(retry.attempt)), "delay_seconds": .number(retry.delay.inSeconds),
          "error": JSONLine.value(of: retry.error),
        ])
    case .committing: write("committing", [:])
    case .processing(let wait): write("processing", ["wait_seconds": .number(wait.inSeconds)])
    case .unchanged(let file): write("unchanged", ["file": Self.value(of: file)])
    case .aborted(let id): write("aborted", ["session_id": .string(id)])
    case .throttled(let throttle):
      write(
        "throttled",
        [
          "pause_seconds": throttle.pause.map { .number($0.inSeconds) } ?? .null,
          "parallel": .integer(Int64(throttle.limit)), "error": JSONLine.value(of: throttle.error),
        ])
    case .concurrencyChanged(let limit):
      write("concurrency", ["parallel": .integer(Int64(limit))])
    case .notice(let notice):
      write(
        "notice", ["kind": .string(notice.kind.rawValue), "message": .string(notice.message)])
    case .statistics(let statistics):
      write(
        "statistics",
        [
          "seconds": .number(statistics.elapsed.inSeconds),
          "total_bytes": .integer(statistics.totalBytes),
          "skipped_bytes": .integer(statistics.skippedBytes),
          "plans": .integer(Int64(statistics.plans)),
          "hits": .integer(Int64(statistics.hits)),
          "misses": .integer(Int64(statistics.misses)),
          "hit_bytes": .integer(statistics.hitBytes),
          "wire_bytes": .integer(statistics.wireBytes),
          "sent_parts": .integer(Int64(statistics.sentParts)),
          "resent_parts": .integer(Int64(statistics.resentParts)),
          "retries": .integer(Int64(statistics.retries)),
          "throttles": .integer(Int64(statistics.throttles)),
          "highest_parallel": .integer(Int64(statistics.highestConcurrency)),
          "limited_by": .string(statistics.limitedBy.rawValue),
          "peak_memory_bytes": PeakMemory.bytes.map { .integer($0) } ?? .null,
        ])
    case .finished: break
    }
  }

  func finished(_ file: FileFull, elapsed: Duration) {
    write("finished", ["file": Self.value(of: file), "seconds": .number(elapsed.inSeconds)])
  }

  func failed(_ error: ChunkError, hints: [String]) { write("failed", ["error": JSONLine.value(of: error)]) }

  private static func value(of file: FileFull) -> JSONValue { (try? JSONValue(encoding: file)) ?? .null }

  private func write(_ event: String, _ fields: [String: JSONValue]) {
    JSONLine.write(event, fields.merging(["path": .string(path)]) { own, _ in own })
  }

  private func isDue(_ progress: UploadProgress) -> Bool {
    if progress.acknowledgedBytes == progress.totalBytes { return true }
    return lastProgress.withLock { last in
      let now = ContinuousClock.now
      if let last, now - last < Self.interval { return false }
      last = now
      return true
    }
  }
}
