internal import Synchronization

/// The faults in force, each with its count of the requests that it selects.
final class FaultQueue: Sendable {
  private struct Entry: Sendable {
    var fault: Fault
    var seen = 0

    func remaining(receivedBytes: Int64) -> Fault? {
      var rest = fault
      let hits = max(0, seen - (fault.nth - 1))
      guard fault.times == 0 || hits < fault.times else { return nil }
      if fault.times > 0 { rest.times -= hits }
      rest.nth = max(1, fault.nth - seen)
      rest.afterBytes = fault.afterBytes.flatMap { $0 > receivedBytes ? $0 - receivedBytes : nil }
      return rest
    }
  }

  private struct State: Sendable {
    var entries: [Entry] = []
    /// How many bytes of parts had come when the faults were set.
    var bytesBefore: Int64 = 0
  }

  private let state = Mutex(State())

  /// Replaces all faults; counting begins anew, of requests and of bytes.
  ///
  /// - Parameter receivedBytes: how many bytes of parts were received so far.
  func set(_ faults: [Fault], receivedBytes: Int64) {
    state.withLock {
      $0 = State(entries: faults.map { Entry(fault: $0) }, bytesBefore: receivedBytes)
    }
  }

  /// The faults that have not hit all their requests yet, each as if it were set now: with what is left
  /// of its counts.
  func remaining(receivedBytes: Int64) -> [Fault] {
    state.withLock { state in
      state.entries.compactMap { $0.remaining(receivedBytes: receivedBytes - state.bytesBefore) }
    }
  }

  /// Counts a request and gives the actions of the faults that hit it, in their order.
  ///
  /// - Parameters:
  ///   - offset: where the part begins, if the request sends one.
  ///   - receivedBytes: how many bytes of parts were received so far.
  func actions(for operation: Operation, offset: Int64?, receivedBytes: Int64) -> [FaultAction] {
    state.withLock { state in
      let receivedBytes = receivedBytes - state.bytesBefore
      var actions: [FaultAction] = []
      for index in state.entries.indices {
        let fault = state.entries[index].fault
        guard fault.operation == operation || fault.operation == .any,
          fault.offset == nil || fault.offset == offset, receivedBytes >= fault.afterBytes ?? 0
        else { continue }
        state.entries[index].seen += 1
        let turn = state.entries[index].seen - fault.nth
        if turn >= 0 && (fault.times == 0 || turn < fault.times) { actions.append(fault.action) }
      }
      return actions
    }
  }
}
