public import ChunkModels
public import HTTPTypes

/// How an upload is to be done; every option has a default.
public struct UploadOptions: Sendable {
  /// What becomes of the session when the upload fails, or when it is cancelled.
  public enum OnFailure: String, Sendable, Hashable, CaseIterable {
    /// It is kept, with the bytes that it holds; the error names it.
    case keep
    /// It is aborted, and its bytes are lost. If even that fails, the error names it.
    case abort
  }

  /// A session that is open, to go on with: an ``OpenSession/id`` of an error. The parts that it has
  /// are compared with the source by their SHA-1 and not sent again. No record is begun for
  /// such an upload; one that names the session already is kept up to date.
  public var sessionId: String?

  /// Where a record of the upload is kept while it is under way, so that the same call in a later
  /// process goes on with it; see ``ResumeStore``. `nil` for nowhere. By default
  /// ``FileResumeStore/standard(environment:)``, or nowhere if the process has no home.
  ///
  /// Only files that are named by a path can be resumed so.
  public var resumeStore: (any ResumeStore)?

  /// Whether the service is asked which parts it holds already. Where it pays, by default.
  public var plan: UploadPlanning

  /// What becomes of the session when the upload fails. Kept by default.
  public var onFailure: OnFailure

  /// What becomes of the session when the upload is cancelled. Kept by default.
  public var onCancel: OnFailure

  /// The file's times and its description, set with the commit.
  public var attributes: CommitAttributes?

  /// How often and after what waits requests are sent again.
  public var retries: RetryPolicy

  /// What the upload shares with others: how much is in flight, how fast it goes, what is held in
  /// memory. `nil`, the default, for a budget of its own with all defaults.
  public var budget: UploadBudget?

  /// The upload's place among those that share the budget: parts of a lower one go first. By default
  /// they come in the order in which they were begun.
  public var order: Int?

  /// For how long a commit may go on, counted from the first one. Then the upload ends with
  /// ``ChunkError/Kind/stillProcessing``, and can be continued. One hour by default.
  public var commitTime: Duration

  /// More header fields for every request, such as `As-User`.
  public var extraHeaders: HTTPFields

  /// Told what happens, one event after another. Called on the upload's tasks and on threads of the
  /// transport, so it must return quickly.
  public var onEvent: @Sendable (UploadEvent) -> Void

  /// What who cancels has chosen instead of ``onCancel``.
  var cancelChoice: CancelChoice?

  /// Options, each with its default.
  public init(
    sessionId: String? = nil,
    resumeStore: (any ResumeStore)? = try? FileResumeStore.standard(),
    plan: UploadPlanning = .automatic,
    onFailure: OnFailure = .keep,
    onCancel: OnFailure = .keep,
    attributes: CommitAttributes? = nil,
    retries: RetryPolicy = RetryPolicy(),
    budget: UploadBudget? = nil,
    order: Int? = nil,
    commitTime: Duration = .seconds(3600),
    extraHeaders: HTTPFields = [:],
    onEvent: @escaping @Sendable (UploadEvent) -> Void = { _ in }
  ) {
    self.sessionId = sessionId
    self.resumeStore = resumeStore
    self.plan = plan
    self.onFailure = onFailure
    self.onCancel = onCancel
    self.attributes = attributes
    self.retries = retries
    self.budget = budget
    self.order = order
    self.commitTime = commitTime
    self.extraHeaders = extraHeaders
    self.onEvent = onEvent
  }
}
