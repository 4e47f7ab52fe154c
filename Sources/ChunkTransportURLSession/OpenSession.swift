internal import Foundation

#if canImport(FoundationNetworking)
  internal import FoundationNetworking
#endif

/// A session and its delegate.
struct OpenSession: Sendable {
  private let session: URLSession
  private let delegate: SessionDelegate
  private let servesOneTask: Bool

  /// - Parameter servesOneTask: Whether it ends with its task.
  init(configuration: URLSessionConfiguration, challenges: Challenges, servesOneTask: Bool) {
    self.servesOneTask = servesOneTask
    delegate = SessionDelegate(challenges: challenges, servesOneTask: servesOneTask)
    session = URLSession(configuration: configuration, delegate: delegate, delegateQueue: nil)
  }

  func task(for request: URLRequest, body: Data?, _ transfer: Transfer) -> RunningTask {
    let task: URLSessionTask
    if let body, !body.isEmpty {
      task = session.uploadTask(with: request, from: body)
    } else {
      task = session.dataTask(with: request)
    }
    delegate.add(transfer, for: task)
    return RunningTask(task: task, session: servesOneTask ? session : nil)
  }

  func close() { session.finishTasksAndInvalidate() }
}

/// URLSession's task, and how to be rid of it.
struct RunningTask: Sendable {
  let task: URLSessionTask
  /// The task's session, if it is for this task alone.
  let session: URLSession?

  /// Longer than anything takes: the limits of requests are kept elsewhere. In seconds.
  static let noTimeout: Double = 7 * 86_400

  /// Cancelling waits for the session's queue, which waits for a name server at times. So nobody waits for it.
  private static let cancellations = OperationQueue()

  func resume() { task.resume() }

  /// Has the session let go of the task; the delegate hears when it has.
  func cancel() {
    Self.cancellations.addOperation {
      task.cancel()
      session?.finishTasksAndInvalidate()
    }
  }
}
