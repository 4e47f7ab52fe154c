/// The events of an upload, in order; see ``FileUpload/events``.
public struct UploadEvents: AsyncSequence, Sendable {
  /// What it gives.
  public typealias Element = UploadEvent
  /// Following never fails: the upload's failure is thrown by ``FileUpload/file``.
  public typealias Failure = Never

  let history: EventHistory

  /// A follower, which begins with the first event that is kept.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(history: history) }

  /// Gives one event after another.
  public struct AsyncIterator: AsyncIteratorProtocol {
    fileprivate let history: EventHistory
    private var position = 0

    fileprivate init(history: EventHistory) { self.history = history }

    /// The next event; `nil` when the upload is over, or the task is cancelled.
    public mutating func next() async -> UploadEvent? {
      while true {
        let turn = OneShot()
        switch history.event(after: position, orSignal: turn) {
        case .event(let event, let number):
          position = number
          return event
        case .end: return nil
        case .later: guard await turn.wait() else { return nil }
        }
      }
    }
  }
}
