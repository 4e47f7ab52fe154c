internal import Synchronization

/// The faults in force, and the requests under way, on whose number some of them depend.
final class FaultQueue: Sendable {
  private struct State: Sendable {
    var entries: [FaultEntry] = []
    /// How many bytes of parts had come when the faults were set.
    var bytesBefore: Int64 = 0
    /// How many requests are being received or answered, by operation.
    var inFlight: [Operation: Int] = [:]

    func inFlight(_ operation: Operation) -> Int {
      operation == .any ? inFlight.values.reduce(0, +) : inFlight[operation, default: 0]
    }
  }

  private let state = Mutex(State())
  private let now: @Sendable () -> ContinuousClock.Instant

  /// - Parameter now: the time; tests set it.
  init(now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) { self.now = now }

  /// Replaces all faults; counting begins anew, of requests and of bytes.
  ///
  /// - Parameter receivedBytes: how many bytes of parts were received so far.
  func set(_ faults: [Fault], receivedBytes: Int64) {
    state.withLock {
      $0.entries = faults.map { FaultEntry(fault: $0) }
      $0.bytesBefore = receivedBytes
    }
  }

  /// The faults that have not hit all their requests yet, each as if it were set now: with what is left
  /// of its counts.
  func remaining(receivedBytes: Int64) -> [Fault] {
    let now = now()
    return state.withLock { state in
      state.entries.compactMap { $0.remaining(receivedBytes: receivedBytes - state.bytesBefore, now: now) }
    }
  }

  /// Lets a request in: counts it, and gives the faults that hit it. Unless it is refused as one too
  /// many, it is under way until it leaves.
  ///
  /// - Parameters:
  ///   - offset: where the part begins, if the request sends one.
  ///   - receivedBytes: how many bytes of parts were received so far.
  func enter(_ operation: Operation, offset: Int64?, receivedBytes: Int64) -> Admission {
    let now = now()
    return state.withLock { state in
      let receivedBytes = receivedBytes - state.bytesBefore
      var actions: [FaultAction] = []
      for index in state.entries.indices {
        let fault = state.entries[index].fault
        guard fault.selects(operation, offset: offset, receivedBytes: receivedBytes) else { continue }
        if case .throttle(let limit, _) = fault.action, state.inFlight(fault.operation) < limit { continue }
        if state.entries[index].countsAsHit(now: now) { actions.append(fault.action) }
      }
      let effects = FaultEffects(actions)
      if !effects.isThrottled { state.inFlight[operation, default: 0] += 1 }
      return Admission(actions: actions, effects: effects, inFlight: state.inFlight(operation))
    }
  }

  /// Notes that a request which was let in is over.
  func leave(_ operation: Operation, _ admission: Admission) {
    guard !admission.effects.isThrottled else { return }
    state.withLock { $0.inFlight[operation, default: 1] -= 1 }
  }
}

/// What is known of a request when it has begun.
struct Admission: Sendable {
  /// The actions of the faults that hit it, in their order.
  var actions: [FaultAction]
  /// What they amount to.
  var effects: FaultEffects
  /// How many requests of its operation are under way.
  var inFlight: Int
}
