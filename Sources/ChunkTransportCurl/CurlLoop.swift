internal import CCurl
internal import ChunkThreads
internal import ChunkTransport

/// The thread that drives libcurl's multi handle, and the way into it.
///
/// Others hand in commands through a locked queue and wake the thread; everything of libcurl is
/// touched by the thread alone. `curl_multi_wakeup` is the one call that libcurl allows from outside.
///
/// `@unchecked Sendable`: `multi` and `pool` belong to the thread, except as said above.
final class CurlLoop: @unchecked Sendable {
  typealias Continuation = CheckedContinuation<Result<TransportResponse, TransportError>, Never>

  private enum Command {
    case start(CurlTransfer, Continuation)
    case cancel(CurlTransfer)
  }

  private struct Inbox {
    var commands: [Command] = []
    var isStopping = false
    /// The multi handle is gone, and with it the connections.
    var isOver = false
    var thread: SystemThread?
  }

  private let multi: UnsafeMutableRawPointer
  private let inbox = Mutex(Inbox())
  private var pool: CurlHandlePool
  private var active: [ObjectIdentifier: (transfer: CurlTransfer, continuation: Continuation)] = [:]

  /// How often the limits of the requests in flight are looked at.
  private static let tick: Duration = .milliseconds(200)

  init(options: CurlOptions) throws(TransportError) {
    guard Self.globalInit == CURLE_OK, let multi = curl_multi_init() else {
      throw TransportError(.unsupported, outcome: .neverSent, message: "libcurl could not be initialised")
    }
    // Without descriptors it is made all the same, and could never be woken.
    guard curl_multi_wakeup(multi) == CURLM_OK else {
      curl_multi_cleanup(multi)
      throw TransportError(
        .unsupported, outcome: .neverSent, message: "the process has no more descriptors for libcurl")
    }
    self.multi = multi
    pool = CurlHandlePool(options: options)
    try startThread()
  }

  /// Once a process, before any thread of ours: `curl_global_init` is not safe in older versions.
  private static let globalInit = chunk_curl_global_init()

  private func startThread() throws(TransportError) {
    do {
      try inbox.withLock { inbox in
        // The thread keeps the loop alive until it has been told to stop.
        inbox.thread = try SystemThread { self.run() }
      }
    } catch {
      curl_multi_cleanup(multi)
      throw TransportError(.unsupported, outcome: .neverSent, message: "\(error)")
    }
  }

  // MARK: From outside

  func submit(_ transfer: CurlTransfer, _ continuation: Continuation) {
    let isAccepted = inbox.withLock { inbox in
      guard !inbox.isStopping else { return false }
      inbox.commands.append(.start(transfer, continuation))
      wakeUp(inbox)
      return true
    }
    if !isAccepted {
      continuation.resume(returning: .failure(.alreadyClosed))
    }
  }

  func cancel(_ transfer: CurlTransfer) {
    inbox.withLock { inbox in
      inbox.commands.append(.cancel(transfer))
      wakeUp(inbox)
    }
  }

  /// Ends the thread and the requests in flight.
  ///
  /// - Parameter waits: Whether to wait until the thread has ended. It cannot wait for itself.
  func stop(waits: Bool = true) {
    let thread = inbox.withLock { inbox in
      inbox.isStopping = true
      wakeUp(inbox)
      defer { inbox.thread = nil }
      return inbox.thread
    }
    guard let thread else { return }
    if waits, !thread.isCurrent { thread.join() } else { thread.detach() }
  }

  /// Under the lock, because the thread takes the multi handle with it when it ends.
  private func wakeUp(_ inbox: borrowing Inbox) {
    if !inbox.isOver { curl_multi_wakeup(multi) }
  }

  // MARK: On the thread

  private func run() {
    while ThreadGate.pass({ step() }) {
      let wait = active.isEmpty ? Self.idleWait : Self.tick
      curl_multi_poll(multi, nil, 0, wait.milliseconds, nil)
    }
    ThreadGate.pass { end() }
  }

  /// Does all that there is to do now; false when the loop is to end.
  private func step() -> Bool {
    guard takeCommands() else { return false }
    var running: CInt = 0
    curl_multi_perform(multi, &running)
    collectFinished()
    enforceLimits()
    return true
  }

  private func end() {
    for entry in active.values {
      finish(entry.transfer, .failure(entry.transfer.failure(.closed, "the transport was closed")))
    }
    pool.removeAll()
    inbox.withLock { $0.isOver = true }
    // Here and not in `deinit`: connections end with the thread, on which all signals are blocked. TLS writes to
    // sockets that the server has closed, and SIGPIPE would end the program.
    curl_multi_cleanup(multi)
  }

  /// Nothing is in flight: sleep until a command wakes the thread. The bound is only there to have one.
  private static let idleWait: Duration = .seconds(3600)

  /// Carries out what was handed in; false when the loop is to end.
  private func takeCommands() -> Bool {
    let (commands, isStopping) = inbox.withLock { inbox in
      defer { inbox.commands = [] }
      return (inbox.commands, inbox.isStopping)
    }
    for command in commands {
      switch command {
      case .start(let transfer, let continuation):
        active[ObjectIdentifier(transfer)] = (transfer, continuation)
        start(transfer)
      case .cancel(let transfer):
        finish(transfer, .failure(transfer.failure(.cancelled, "the request was cancelled")))
      }
    }
    return !isStopping
  }

  private func start(_ transfer: CurlTransfer) {
    guard let easy = pool.take() else {
      finish(transfer, .failure(.outOfMemory))
      return
    }
    if let error = transfer.configure(easy, options: pool.options) {
      finish(transfer, .failure(error))
      return
    }
    guard curl_multi_add_handle(multi, easy) == CURLM_OK else {
      finish(transfer, .failure(.outOfMemory))
      return
    }
    transfer.isAdded = true
  }

  private func collectFinished() {
    var left: CInt = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle,
        let transfer = active.values.first(where: { $0.transfer.easy == easy })?.transfer
      else { continue }
      finish(transfer, transfer.result(of: chunk_curl_result(message)))
    }
  }

  private func enforceLimits() {
    let now = ContinuousClock.now
    for entry in active.values {
      if let error = entry.transfer.limitPassed(now: now) { finish(entry.transfer, .failure(error)) }
    }
  }

  /// Ends a transfer, once: a second cause (a cancel after the end) finds nothing.
  private func finish(_ transfer: CurlTransfer, _ result: Result<TransportResponse, TransportError>) {
    guard let entry = active.removeValue(forKey: ObjectIdentifier(transfer)) else { return }
    if let easy = transfer.easy {
      if transfer.isAdded { curl_multi_remove_handle(multi, easy) }
      transfer.release()
      pool.give(back: easy)
    }
    entry.continuation.resume(returning: result)
  }
}

extension Duration {
  /// The duration in whole milliseconds, for libcurl; at most what an `int` holds, some 24 days.
  var milliseconds: CInt {
    let (seconds, attoseconds) = components
    guard seconds < Int64(CInt.max) / 1000 else { return .max }
    return CInt(clamping: max(0, seconds) * 1000 + max(0, attoseconds) / 1_000_000_000_000_000)
  }
}
