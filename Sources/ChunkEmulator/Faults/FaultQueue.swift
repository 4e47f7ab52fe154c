internal import Synchronization

/// The faults in force, each with its count of the requests that it selects.
final class FaultQueue: Sendable {
  private struct Entry: Sendable {
    var fault: Fault
    var seen = 0
  }

  private let entries = Mutex<[Entry]>([])

  /// Replaces all faults; counting begins anew.
  func set(_ faults: [Fault]) {
    entries.withLock { $0 = faults.map { Entry(fault: $0) } }
  }

  /// Counts a request and gives the actions of the faults that hit it, in their order.
  ///
  /// - Parameters:
  ///   - offset: where the part begins, if the request sends one.
  ///   - receivedBytes: how many bytes of parts were received so far.
  func actions(for operation: Operation, offset: Int64?, receivedBytes: Int64) -> [FaultAction] {
    entries.withLock { entries in
      var actions: [FaultAction] = []
      for index in entries.indices {
        let fault = entries[index].fault
        guard fault.operation == operation || fault.operation == .any,
          fault.offset == nil || fault.offset == offset, receivedBytes >= fault.afterBytes ?? 0
        else { continue }
        entries[index].seen += 1
        let turn = entries[index].seen - fault.nth
        if turn >= 0 && (fault.times == 0 || turn < fault.times) { actions.append(fault.action) }
      }
      return actions
    }
  }
}
