internal import ChunkTransport
internal import Foundation

#if canImport(FoundationNetworking)
  internal import FoundationNetworking
#endif

// What URLSession says, by way of its delegate.

extension Transfer {
  /// Notes how many bytes of the body have been taken.
  func noteSent(_ total: Int64) {
    let (report, isRepeated) = state.withLock { state in
      let isRepeated = total < state.watch.bodySent
      guard !state.isOver, !isRepeated, state.watch.noteSent(total) else { return (false, isRepeated) }
      // A call for each of libcurl's 64 KiB would be many.
      let isDue = total - state.reported >= 256 << 10 || total == state.watch.bodyLength
      if isDue { state.reported = total }
      return (isDue, false)
    }
    if report { request.onBytesSent?(total) }
    if isRepeated { failRepeated() }
  }

  /// The session begins the body again: the part may have landed, and it is not for it to say that it has not.
  func failRepeated() {
    end { state in
      .failure(
        state.error(
          .connectionLost, "the connection was lost, and URLSession was about to send the body again"))
    }
  }

  /// Takes the head of a response, whatever its status.
  func take(_ response: HTTPURLResponse) {
    state.withLock { state in
      guard !state.isOver else { return }
      let isAnswer = state.response.take(response)
      state.watch.noteReceived(isAnswer: isAnswer)
    }
  }

  /// Takes bytes of the response's body.
  func take(_ data: Data) {
    let isTaken = state.withLock { state in
      guard !state.isOver else { return true }
      state.watch.noteReceived(isAnswer: true)
      return state.response.take(data, maximum: request.maximumResponseBytes)
    }
    guard !isTaken else { return }
    fail(.responseTooLarge, "the response's body has more than \(request.maximumResponseBytes) bytes")
  }

  /// Ends with the response if there is one: the session is done, or would only ask for a password.
  func complete(_ last: HTTPURLResponse?, isComplete: Bool = true) {
    end(isComplete: isComplete) { state in
      // The head of a redirect that leads nowhere is told of here alone.
      if state.response.head == nil, let last { _ = state.response.take(last) }
      guard let head = state.response.head else {
        return .failure(state.error(.malformedResponse, "the response ended inside its head"))
      }
      return .success(TransportResponse(head: head, body: state.response.body))
    }
  }

  /// Ends with the session's error.
  func complete(_ error: any Error) {
    end(isComplete: true) { state in
      let failure = SessionFailure(
        error, isSecure: request.head.scheme == "https", hasBody: state.watch.bodyLength > 0,
        isUnderWay: state.watch.bodySent > 0 || state.response.head != nil)
      let message = "\(request.head.authority ?? ""): \(failure.text)"
      return .failure(
        failure.isBeforeSending
          ? TransportError(failure.reason, outcome: .neverSent, message: message)
          : state.lost(failure.reason, message))
    }
  }
}
