/// What the faults that hit one request amount to.
struct FaultEffects: Sendable {
  /// Milliseconds to wait before anything else.
  var delay: Int64 = 0
  /// Stalls, each with its place.
  var stalls: [(seconds: Double, point: FaultPoint)] = []
  /// How fast bytes go in and out.
  var bytesPerSecond: Int64?
  /// Another origin for the session's endpoints.
  var endpointOrigin: String?
  /// The user says no.
  var isDenied = false
  /// The answer says another SHA-1.
  var hasWrongSHA1 = false
  /// How the request ends, if not as usual.
  var ending: FaultAction?

  init(_ actions: [FaultAction]) {
    for action in actions {
      switch action {
      case .delay(let milliseconds): delay += milliseconds
      case .stall(let seconds, let point): stalls.append((seconds, point))
      case .slow(let bytesPerSecond): self.bytesPerSecond = bytesPerSecond
      case .sessionEndpoints(let origin): endpointOrigin = origin
      case .wrongSHA1: hasWrongSHA1 = true
      case .deny: isDenied = true
      default: ending = ending ?? action
      }
    }
  }

  /// The request is one too many.
  var isThrottled: Bool { if case .throttle = ending { true } else { false } }

  /// What interrupts the reading of the body.
  var bodyInterruption: BodyInterruption? {
    if case .resetAfter(let bytes) = ending { return BodyInterruption(afterBytes: bytes, effect: .reset) }
    for stall in stalls {
      if case .body(let bytes) = stall.point {
        return BodyInterruption(afterBytes: bytes, effect: .stall(stall.seconds))
      }
    }
    return nil
  }

  /// How long to stall at a place outside of the body, in seconds.
  func stall(at point: FaultPoint) -> Double {
    stalls.filter { $0.point == point }.map(\.seconds).reduce(0, +)
  }
}
