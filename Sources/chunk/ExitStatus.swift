import ChunkCore

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The program's exit statuses. Where rclone has a meaning for a number, this is the same.
struct ExitStatus: Error, Equatable {
  let code: Int32

  static let done = ExitStatus(code: 0)
  static let usage = ExitStatus(code: 1)
  static let uncategorised = ExitStatus(code: 2)
  static let notFound = ExitStatus(code: 3)
  static let source = ExitStatus(code: 4)
  static let temporary = ExitStatus(code: 5)
  static let stillProcessing = ExitStatus(code: 6)
  static let permanent = ExitStatus(code: 7)
  /// Of several files; 8, 9 and 10 are rclone's, with other meanings.
  static let someFailed = ExitStatus(code: 11)

  /// Ended by a signal, as shells count it.
  static func cancelled(by signal: Int32) -> ExitStatus { ExitStatus(code: 128 + signal) }

  private init(code: Int32) { self.code = code }

  /// The status for an error of the library.
  ///
  /// - Parameter hadSession: Whether a session was opened before. Then it is no matter of usage: the
  ///   service was asked, and it is what the service said that is wrong.
  init(_ error: ChunkError, hadSession: Bool = false) {
    let hasAsked = hadSession || error.session != nil || error.answer != nil
    self =
      switch error.kind {
      case .invalidArgument, .urlRefused, .loginRequired: hasAsked ? .permanent : .usage
      // The token endpoint may be away; what is set and cannot be used is a matter of usage.
      case .tokenUnavailable: error.isTemporary ? .temporary : hasAsked ? .permanent : .usage
      case .notFound, .sessionGone: .notFound
      case .sourceUnreadable, .sourceChanged: .source
      case .stillProcessing: .stillProcessing
      case .cancelled: .cancelled(by: Signals.received ?? SIGINT)
      case .internal, .resumeStateUnusable: .uncategorised
      default: error.isTemporary ? .temporary : .permanent
      }
  }

  /// The status for several things, each with a status of its own: that of those that failed, if none
  /// succeeded and it is the same for all.
  init(all statuses: [ExitStatus]) {
    let failures = statuses.filter { $0 != .done }
    if let signal = Signals.received, failures.contains(.cancelled(by: signal)) {
      self = .cancelled(by: signal)
    } else if let first = failures.first {
      self = statuses.allSatisfy { $0 == first } ? first : .someFailed
    } else {
      self = .done
    }
  }

  /// Ends the program.
  func exit() -> Never {
    #if canImport(Darwin)
      Darwin.exit(code)
    #elseif canImport(Musl)
      Musl.exit(code)
    #else
      Glibc.exit(code)
    #endif
  }
}
