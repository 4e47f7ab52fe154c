internal import ChunkCore
internal import ChunkModels

/// An event that a program has a handle of.
///
/// `@unchecked Sendable`: as its superclass says.
final class EventObject: HandleObject, @unchecked Sendable {
  let name: UnsafePointer<CChar>
  let document: JSONDocument
  /// Whether it is a question for a token.
  let asksForToken: Bool
  /// Whether it is a question for the login.
  let asksForLogin: Bool

  private init(
    _ name: StaticString, _ fields: [String: JSONValue?], asksForToken: Bool = false,
    asksForLogin: Bool = false
  ) {
    self.asksForToken = asksForToken
    self.asksForLogin = asksForLogin
    self.name = ImmortalText.pointer(to: name)
    document = JSONDocument(.object(fields.compactMapValues { $0 }))
  }

  /// The library has no token: the program is to give one.
  static func tokenNeeded(isRejected: Bool) -> EventObject {
    EventObject("token_needed", ["is_rejected": .bool(isRejected)], asksForToken: true)
  }

  /// The login is needed: the program is to load it.
  static var loginNeeded: EventObject { EventObject("login_needed", [:], asksForLogin: true) }

  /// The login is another now: the program is to save it. The event does not show it.
  static var loginChanged: EventObject { EventObject("login_changed", [:], asksForLogin: true) }

  convenience init(_ event: UploadEvent) {
    switch event {
    case .nameTaken(let taken):
      self.init(
        "name_taken",
        [
          "consequence": .string(taken.consequence.rawValue),
          "item": try? JSONValue(encoding: taken.item), "new_name": taken.newName.map { .string($0) },
        ])
    case .sessionOpened(let session):
      self.init(
        "session_opened",
        [
          "id": .string(session.id), "part_size": .integer(session.partSize),
          "total_parts": .integer(session.totalParts), "is_continued": .bool(session.isContinued),
          "stored_parts": .integer(session.storedParts), "stored_bytes": .integer(session.storedBytes),
          "expires_at": session.expiresAt.map { .string(WireDate.text(from: $0)) },
        ])
    case .progress(let progress):
      self.init(
        "progress",
        [
          "total_bytes": .integer(progress.totalBytes),
          "acknowledged_bytes": .integer(progress.acknowledgedBytes),
          "in_flight_bytes": .integer(progress.inFlightBytes),
          "wire_bytes": .integer(progress.wireBytes),
        ])
    case .partAcknowledged(let part):
      self.init(
        "part_acknowledged",
        [
          "index": .integer(part.index), "offset": .integer(part.offset), "size": .integer(part.size),
          "is_skipped": .bool(part.isSkipped),
        ])
    case .planned(let plan):
      self.init(
        "planned",
        [
          "hits": .integer(Int64(plan.hits)), "misses": .integer(Int64(plan.misses)),
          "hit_bytes": .integer(plan.hitBytes),
        ])
    case .retrying(let retry):
      self.init(
        "retrying",
        [
          "message": .string(retry.error.message), "kind": .string(retry.error.kind.rawValue),
          "attempt": .integer(Int64(retry.attempt)), "delay_ms": .integer(retry.delay.inMilliseconds),
        ])
    case .throttled(let throttle):
      self.init(
        "throttled",
        [
          "message": .string(throttle.error.message), "limit": .integer(Int64(throttle.limit)),
          "pause_ms": throttle.pause.map { .integer($0.inMilliseconds) },
        ])
    case .concurrencyChanged(let limit):
      self.init("concurrency_changed", ["limit": .integer(Int64(limit))])
    case .notice(let notice):
      self.init("notice", ["kind": .string(notice.kind.rawValue), "message": .string(notice.message)])
    case .committing: self.init("committing", [:])
    case .processing(let wait): self.init("processing", ["wait_ms": .integer(wait.inMilliseconds)])
    case .aborted(let id): self.init("aborted", ["id": .string(id)])
    case .statistics(let statistics): self.init("statistics", Self.fields(of: statistics))
    case .unchanged(let file): self.init("unchanged", ["file": try? JSONValue(encoding: file)])
    case .finished(let file): self.init("finished", ["file": try? JSONValue(encoding: file)])
    }
  }

  private static func fields(of statistics: UploadStatistics) -> [String: JSONValue?] {
    [
      "elapsed_ms": .integer(statistics.elapsed.inMilliseconds),
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
      "highest_concurrency": .integer(Int64(statistics.highestConcurrency)),
      "limited_by": .string(statistics.limitedBy.rawValue),
    ]
  }
}
