internal import Synchronization

/// Counts and records requests while they happen.
final class Recorder: Sendable {
  private struct State: Sendable {
    var counters = Counters()
    var requests: [RecordedRequest] = []
    var receivedBytes: Int64 = 0
  }

  private let state = Mutex(State())

  /// What was counted so far.
  var counters: Counters { state.withLock { $0.counters } }
  /// All requests so far, in the order in which they began.
  var requests: [RecordedRequest] { state.withLock { $0.requests } }
  /// How many bytes of parts came since the start; this is never forgotten.
  var receivedBytes: Int64 { state.withLock { $0.receivedBytes } }

  /// Forgets everything but the bytes, from which faults count.
  func reset() { state.withLock { $0 = State(receivedBytes: $0.receivedBytes) } }

  /// Takes in a request that begins, and gives its number.
  func begin(_ request: RecordedRequest) -> Int {
    state.withLock { state in
      state.counters.requests[request.operation.rawValue, default: 0] += 1
      state.requests.append(request)
      return state.requests.count - 1
    }
  }

  /// Notes how many parts are under way, or that a request was refused as one too many.
  func admit(_ operation: Operation, _ admission: Admission) {
    state.withLock { state in
      if admission.effects.isThrottled {
        state.counters.throttled += 1
      } else if operation == .part {
        state.counters.maximumInFlight = max(state.counters.maximumInFlight, admission.inFlight)
      }
    }
  }

  /// Notes the status with which a request is answered.
  func end(_ number: Int, status: Int) {
    state.withLock { state in
      if state.requests.indices.contains(number) { state.requests[number].status = status }
    }
  }

  /// Notes that an attempt at a part began.
  func beginPart(session: String, offset: Int64) {
    update(session, offset) { part in
      part.attempts += 1
      if part.acknowledged > 0 { part.resent += 1 }
    }
  }

  /// Notes that bytes of a part came.
  func receive(_ count: Int, session: String, offset: Int64) {
    state.withLock { $0.receivedBytes += Int64(count) }
    update(session, offset) { $0.bytes += Int64(count) }
  }

  /// Notes that all bytes of a part came.
  func receivePart(session: String, offset: Int64) {
    update(session, offset) { $0.received += 1 }
  }

  /// Notes that a client is told that a part is stored.
  func acknowledgePart(session: String, offset: Int64) {
    update(session, offset) { $0.acknowledged += 1 }
  }

  private func update(_ session: String, _ offset: Int64, _ change: (inout Counters.Part) -> Void) {
    state.withLock { state in
      change(&state.counters.sessions[session, default: [:]][offset, default: Counters.Part()])
    }
  }
}
