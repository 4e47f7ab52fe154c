/// What all steps of one upload share.
struct UploadContext: Sendable {
  let options: UploadOptions
  let time: TimeSource
  let budget: UploadBudget
  let events: EventSink
  let meter: ProgressMeter
  let tally: UploadTally
  let retrier: Retrier
  let lane: SendLane
  private(set) var list = SharedPartList()
  /// The upload's record, if one is kept.
  let journal: UploadJournal?
  /// Whether a session came before this one, which could not be committed: its parts are at the service.
  private(set) var isSecond = false
  private let start: ContinuousClock.Instant = .now

  /// - Parameter record: Which record is the upload's, and what its source is; `nil` for sources that
  ///   cannot be found again.
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/invalidArgument`` if the budget is none; if
  ///   another process is at the same upload, or a newer version was.
  init(
    options: UploadOptions, totalBytes: Int64, time: TimeSource, record: (ResumeKey, SourceIdentity)?
  ) throws(ChunkError) {
    let budget = options.budget ?? UploadBudget()
    try budget.check()
    self.options = options
    self.time = time
    self.budget = budget
    events = EventSink(options.onEvent)
    meter = ProgressMeter(totalBytes: totalBytes, events: events)
    tally = UploadTally()
    let retries = budget.retryBudget(options.retries)
    retrier = Retrier(policy: options.retries, time: time, budget: retries, events: events, tally: tally)
    lane = SendLane(
      slots: budget.slots, number: options.order ?? budget.slots.join(), time: time,
      maximumPause: options.retries.maximumRetryAfter, meter: meter, tally: tally, events: events
    )
    journal = try Self.open(record, options, events)
  }

  /// Whether the service was asked to commit: from then on there may be a file.
  var hasBegunCommit: Bool { tally.all.hasBegunCommit }

  /// Whether folder and name are those of the session. Who names a session need not know them.
  var isTargetKnown: Bool { options.sessionId == nil || journal != nil }

  private static func open(
    _ record: (ResumeKey, SourceIdentity)?, _ options: UploadOptions, _ events: EventSink
  ) throws(ChunkError) -> UploadJournal? {
    guard let (key, source) = record, let store = options.resumeStore else { return nil }
    guard let id = options.sessionId else { return try UploadJournal.open(key, source, store, events) }
    // Who names a session goes on by hand; only a record of that session is brought up to date.
    let journal: UploadJournal?
    do throws(ChunkError) {
      journal = try UploadJournal.open(key, source, store, EventSink { _ in })
    } catch {
      if error.kind == .uploadInProgress { throw error }
      return nil
    }
    if journal?.found?.session.id == id { return journal }
    journal?.close()
    return nil
  }

  /// The same for another session, after one that could not be committed.
  ///
  /// - Throws: The refusal, if the source cannot be sent again.
  func begunAnew(
    _ source: OpenedSource, after refusal: ChunkError, _ session: SessionRoutes
  ) throws(ChunkError) -> UploadContext {
    guard case .region = source else {
      throw refusal.saying(
        "\(refusal.message); the upload cannot go on in another session, since a stream is read only once",
        remedy: "Make the name free and go on with the session, or upload the stream again")
    }
    events.report(
      .startedAnew(
        "Session \(session.id) cannot be committed: \(refusal.message). It is kept until another one is done."
      ))
    meter.begunAnew()
    tally.change { counts in
      counts.skippedBytes = 0
      counts.hasBegunCommit = false
      counts.isBeingMade = false
    }
    var context = self
    context.list = SharedPartList()
    context.isSecond = true
    return context
  }

  /// Tells what the upload took.
  func reportStatistics(totalBytes: Int64) {
    events.report(
      .statistics(
        UploadStatistics(
          tally.all, elapsed: .now - start, totalBytes: totalBytes, wireBytes: meter.wireBytes,
          budget: budget)))
  }
}
