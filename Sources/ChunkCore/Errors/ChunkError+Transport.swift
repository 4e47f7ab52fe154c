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
    case .unsupported, .closed, .responseTooLarge:
      return (.internal, "Report this with the message above", false)
    case .tlsFailed:
      return (.tlsFailed, "Check the system's clock, its certificates, and any proxy in between", false)
    default: break
    }
    return switch error.outcome {
    case .neverSent: (.unreachable, "Check the network and the service's URL, then try again", true)
    case .outcomeUnknown, .answered:
      (.outcomeUnknown, "Ask the service what it has before sending it again", true)
    }
  }
}
