internal import ChunkTransport

extension ChunkError {
  /// The error for a request that got no complete answer.
  init(_ error: TransportError, of operation: String) {
    let (kind, remedy, isTemporary) = Self.diagnosis(of: error)
    self.init(
      kind, "\(operation) failed: \(error.message)", remedy: remedy, isTemporary: isTemporary, cause: error)
  }

  private static func diagnosis(of error: TransportError) -> (Kind, String, Bool) {
    switch error.reason {
    case .cancelled: return (.cancelled, "Start it again when you want to", false)
    case .bodyUnreadable:
      return (.sourceUnreadable, "Check that the file is whole and readable, and not being written to", false)
    case .invalidRequest: return (.invalidArgument, "Correct the value named above", false)
    case .closed:
      return (.invalidArgument, "Make a new transport, and close it when nothing is left to send", false)
    case .responseTooLarge:
      return (.malformedAnswer, "Check what is between here and the service: its answers are small", false)
    case .unsupported:
      return (
        .invalidArgument,
        "Leave out what this transport cannot do here, or use another one; if its library lacks it, install a newer one",
        false
      )
    case .tlsFailed:
      return (
        .tlsFailed,
        "Check the clock and the trusted certificates: a server of your own may need its authority's file",
        false
      )
    default: break
    }
    return switch error.outcome {
    case .neverSent: (.unreachable, "Check the network and the service's URL, then try again", true)
    case .outcomeUnknown, .answered:
      (.outcomeUnknown, "Try again: an upload that goes on asks first what the service has", true)
    }
  }
}
