internal import ChunkThreads
internal import Foundation

#if canImport(FoundationNetworking)
  internal import FoundationNetworking
#endif

/// Hands on what a session says to the request that it is about.
final class SessionDelegate: NSObject, URLSessionDataDelegate, Sendable {
  private let transfers = Mutex<[Int: Transfer]>([:])
  private let challenges: Challenges
  private let servesOneTask: Bool

  init(challenges: Challenges, servesOneTask: Bool) {
    self.challenges = challenges
    self.servesOneTask = servesOneTask
  }

  func add(_ transfer: Transfer, for task: URLSessionTask) {
    transfers.withLock { $0[task.taskIdentifier] = transfer }
  }

  private func transfer(_ task: URLSessionTask) -> Transfer? {
    let number = task.taskIdentifier
    return transfers.withLock { $0[number] }
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didSendBodyData bytesSent: Int64, totalBytesSent: Int64,
    totalBytesExpectedToSend: Int64
  ) {
    transfer(task)?.noteSent(totalBytesSent)
  }

  /// Asked for when a body is to go out again: on a connection that was closed while it was idle, for one.
  func urlSession(
    _ session: URLSession, task: URLSessionTask,
    needNewBodyStream completionHandler: @escaping (InputStream?) -> Void
  ) {
    transfer(task)?.failRepeated()
    completionHandler(nil)
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
  ) {
    if let response = response as? HTTPURLResponse { transfer(dataTask)?.take(response) }
    completionHandler(.allow)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    transfer(dataTask)?.take(data)
  }

  /// A redirect is an answer like others: a token does not travel on its own.
  func urlSession(
    _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
    newRequest request: URLRequest, completionHandler: @escaping (URLRequest?) -> Void
  ) {
    transfer(task)?.take(response)
    completionHandler(nil)
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didReceive challenge: URLAuthenticationChallenge,
    completionHandler: @escaping (URLSession.AuthChallengeDisposition, URLCredential?) -> Void
  ) {
    #if canImport(FoundationNetworking)
      // All of a 401 is here by now. Without a password to give, the session would never end it.
      transfer(task)?.complete(task.response as? HTTPURLResponse, isComplete: false)
    #endif
    let (disposition, credential) = challenges.answer(challenge)
    completionHandler(disposition, credential)
  }

  func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
    if servesOneTask { session.finishTasksAndInvalidate() }
    let number = task.taskIdentifier
    guard let transfer = transfers.withLock({ $0.removeValue(forKey: number) }) else { return }
    if let error {
      transfer.complete(error)
    } else {
      transfer.complete(task.response as? HTTPURLResponse)
    }
  }
}
