/// Where the reading pass puts the parts that it has prepared: to the senders, or first to be asked for.
struct PartOutlet: Sendable {
  /// To the senders.
  let ready: PartFeed
  /// To the planner, and which parts go there; `nil` if nothing is planned.
  let planned: (feed: PartFeed, scope: PlanScope)?

  /// Whether a part is to be asked for: then its SHA-512 is needed.
  func isAsked(_ range: PartRange) -> Bool { planned?.scope.contains(range) ?? false }

  /// Puts a part in, as soon as there is room.
  ///
  /// - Returns: False if nobody takes parts any more, or the task was cancelled.
  func put(_ part: PreparedPart) async -> Bool {
    if let planned, part.content != nil { await planned.feed.put(part) } else { await ready.put(part) }
  }

  /// There come no more parts, or there comes this error. Who plans closes the way to the senders after
  /// the last part.
  func close(_ ending: Result<Void, ChunkError> = .success(())) {
    (planned?.feed ?? ready).close(ending)
  }
}
