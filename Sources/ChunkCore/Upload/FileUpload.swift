public import ChunkModels
internal import ChunkThreads

/// An upload that is under way: await its result, follow its events, cancel it.
///
/// It goes on whether somebody holds this value or not, until it is finished, fails or is cancelled.
public final class FileUpload: Sendable {
  private let task: Task<Result<Committed, ChunkError>, Never>
  private let history: EventHistory
  private let choice: CancelChoice

  /// What happened so far and what happens from now on, in order. Any number of tasks may follow.
  ///
  /// It ends with the upload. The last 1,000 events are kept for those who follow late or slowly; of
  /// the progress in between only the newest. So no follower holds up the upload, or makes it hold
  /// ever more.
  public var events: UploadEvents { UploadEvents(history: history) }

  /// The first event after one of a number, counted from 1, with its own number; `nil` if there is none now. For
  /// who is told by ``UploadOptions/onEvent`` that there is one, and does not wait in a task.
  package func event(after number: Int) -> (UploadEvent, Int)? { history.event(after: number) }

  /// How far the upload is now; `nil` until it knows.
  public var progress: UploadProgress? { history.progress }

  /// The file, once it is made and checked.
  ///
  /// - Throws: ``ChunkError``, as
  ///   ``ChunkedUploadsManager/uploadBigFile(file:fileName:fileSize:parentFolderId:options:)`` does. A
  ///   task that is cancelled while it waits here does not cancel the upload.
  public var file: FileFull {
    get async throws(ChunkError) { try await committed.file }
  }

  /// The file, with what came of the upload: whether it is what was asked for, or what
  /// ``UploadOptions/ifExists`` says.
  ///
  /// - Throws: ``ChunkError``, as ``file`` does.
  public var result: UploadResult {
    get async throws(ChunkError) {
      let committed = try await committed
      return UploadResult(file: committed.file, outcome: committed.outcome)
    }
  }

  /// The same, with the service's answer.
  package var committed: Committed {
    get async throws(ChunkError) { try await task.value.get() }
  }

  /// Ends the upload. ``file`` throws kind ``ChunkError/Kind/cancelled`` within a second. An upload that
  /// is over stays as it is; the first call decides.
  ///
  /// - Parameter session: What becomes of the session; kept by default, so that the upload can go on
  ///   later.
  public func cancel(_ session: UploadOptions.OnFailure = .keep) {
    choice.choose(session)
    task.cancel()
  }

  init(
    _ options: UploadOptions, on runner: TaskRunner,
    _ upload: @escaping @Sendable (UploadOptions) async -> Result<Committed, ChunkError>
  ) {
    let history = EventHistory()
    let choice = CancelChoice(options.onCancel)
    var options = options
    let onEvent = options.onEvent
    options.onEvent = { event in
      history.add(event)
      onEvent(event)
    }
    options.cancelChoice = choice
    self.history = history
    self.choice = choice
    task = runner.start { [options] in
      let result = await upload(options)
      history.end()
      return result
    }
  }
}

/// What a cancelled upload does with its session: as the options say, or as who cancels says.
final class CancelChoice: Sendable {
  private let state: Mutex<(choice: UploadOptions.OnFailure, isChosen: Bool)>

  init(_ choice: UploadOptions.OnFailure) { state = Mutex((choice, false)) }

  var value: UploadOptions.OnFailure { state.withLock { $0.choice } }

  func choose(_ choice: UploadOptions.OnFailure) {
    state.withLock { state in
      if !state.isChosen { state = (choice, true) }
    }
  }
}
