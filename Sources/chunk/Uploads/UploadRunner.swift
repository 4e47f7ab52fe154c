import ChunkCore
import ChunkModels

/// Runs the uploads of a command, a few at a time, over one manager and one budget.
struct UploadRunner: Sendable {
  let manager: ChunkedUploadsManager
  /// What all uploads have in common.
  let options: UploadOptions
  let service: ServiceOptions
  let reports: UploadReports
  let steps: NextSteps

  /// How many files are under way at once. The budget lets the parts of the earlier ones go first, so
  /// the others fill the pauses: while a session is opened, while the service puts parts together.
  private static let filesAtOnce = 4

  /// Runs them all; one that fails does not stop the others. Ctrl-C stops all.
  func run(_ jobs: [UploadJob]) async throws -> [UploadOutcome] {
    let sessions = jobs.map { _ in OpenedSession() }
    return try await Signals.cancelling {
      reports.stopping()
    } second: {
      let left = sessions.compactMap(\.id).map { "chunk: session \(Columns.printable($0)) is left\n" }
      Terminal.writeErrorIfReady("\n\(left.joined())")
    } _: {
      await runAll(jobs, sessions)
    }
  }

  private func runAll(_ jobs: [UploadJob], _ sessions: [OpenedSession]) async -> [UploadOutcome] {
    await withTaskGroup(of: (Int, UploadOutcome).self) { group in
      var outcomes = [Int: UploadOutcome]()
      var waiting = jobs.indices.makeIterator()
      func begin() {
        guard let place = waiting.next() else { return }
        group.addTask { (place, await run(jobs[place], place, sessions[place])) }
      }
      for _ in 0..<Self.filesAtOnce { begin() }
      while let (place, outcome) = await group.next() {
        outcomes[place] = outcome
        begin()
      }
      return jobs.indices.compactMap { outcomes[$0] }
    }
  }

  private func run(_ job: UploadJob, _ place: Int, _ opened: OpenedSession) async -> UploadOutcome {
    let reporter = reports.reporter(for: job, place)
    let start = ContinuousClock.now
    let size = job.source.regularSize
    do throws(ChunkError) {
      let file = try await upload(job, place, reporter, opened)
      reporter.finished(file, elapsed: start.duration(to: .now))
      return UploadOutcome(job: job, result: .success(file), status: .done)
    } catch {
      let error = steps.state.explained(service.explained(error, isOfNewFile: job.fileId == nil))
      let now = job.source.regularSize
      let outcome = UploadOutcome(
        job: job, result: .failure(error), status: ExitStatus(error, hadSession: opened.wasOpened),
        hadSession: opened.wasOpened, nameTaken: opened.nameTaken, hasNewSize: now != nil && now != size)
      reporter.failed(error, hints: reports.isQueue ? [] : steps.lines(after: outcome))
      return outcome
    }
  }

  private func upload(
    _ job: UploadJob, _ place: Int, _ reporter: any UploadReporter, _ opened: OpenedSession
  ) async throws(ChunkError) -> FileFull {
    if let refusal = job.refusal { throw refusal }
    // Those of a queue that were not begun when it was stopped.
    if Task.isCancelled { throw ChunkError(any: CancellationError()) }
    var options = options
    options.sessionId = job.session
    options.ifExists = job.ifExists
    options.attributes = job.attributes
    options.order = place
    options.onEvent = { event in
      opened.note(event)
      reporter.report(event)
    }
    do throws(ChunkError) {
      if let fileId = job.fileId {
        return try await manager.uploadBigFileVersion(
          fileId: fileId, file: job.source.source, fileName: job.name, fileSize: job.size,
          ifMatch: job.ifMatch, options: options
        ).file
      }
      return try await manager.uploadBigFile(
        file: job.source.source, fileName: job.name, fileSize: job.size, parentFolderId: job.folder,
        options: options)
    } catch {
      // The settings' URLs were checked before: this one is of the session that the service opened.
      if error.kind == .urlRefused { opened.noteOpened() }
      throw error
    }
  }
}
