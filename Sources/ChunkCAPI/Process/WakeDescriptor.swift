#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// A descriptor that can be read while something is there; for `poll(2)` and its like.
///
/// `@unchecked Sendable`: whoever has it raises and lowers it under a lock of their own.
final class WakeDescriptor: @unchecked Sendable {
  /// To be waited for, and nothing else.
  let descriptor: CInt
  private let writing: CInt
  private var isRaised = false

  /// `nil` if the process has no more descriptors.
  init?() {
    var ends: [CInt] = [-1, -1]
    #if os(Linux)
      // In one step, so that no program that another thread starts meanwhile gets the descriptors.
      let type = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue
      guard socketpair(AF_UNIX, CInt(type), 0, &ends) == 0 else { return nil }
    #else
      guard pipe(&ends) == 0 else { return nil }
      for end in ends {
        _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        _ = fcntl(end, F_SETFL, O_NONBLOCK)
      }
    #endif
    (descriptor, writing) = (ends[0], ends[1])
  }

  deinit {
    close(descriptor)
    close(writing)
  }

  /// Has the descriptor say whether something is there.
  func set(_ isThere: Bool) {
    guard isThere != isRaised else { return }
    isRaised = isThere
    var byte: UInt8 = 1
    if isThere { _ = write(writing, &byte, 1) } else { _ = read(descriptor, &byte, 1) }
  }

  /// What a wait came to.
  enum Outcome {
    case ready
    case timedOut
    case interrupted
  }

  /// Waits until something is there.
  ///
  /// - Parameter milliseconds: For how long; -1 for ever.
  func wait(milliseconds: CInt) -> Outcome {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    let count = poll(&entry, 1, milliseconds)
    if count > 0, entry.revents & Int16(POLLNVAL) == 0 { return .ready }
    if count < 0, errno == EINTR { return .interrupted }
    // Something is wrong with the process (no memory, or it has closed the descriptor): not at full speed.
    if count != 0 { usleep(10_000) }
    return .timedOut
  }
}
