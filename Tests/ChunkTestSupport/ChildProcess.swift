internal import CChildProcess
public import Foundation
internal import Synchronization

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// A program that a test runs, with what tests need of Foundation's `Process`, and its names.
///
/// Foundation's own copies directory entries beyond the end of a buffer when it looks which descriptors
/// are open; in a process with more than a thousand of them, as these tests have at times, that crashes.
///
/// `@unchecked Sendable`: it is set up before it runs, and how it ended is behind a lock.
public final class ChildProcess: @unchecked Sendable {
  /// The program.
  public var executableURL: URL?
  /// What it is called with.
  public var arguments: [String] = []
  /// Where it runs; `nil` for here.
  public var currentDirectoryURL: URL?
  /// Its environment; `nil` for this process's.
  public var environment: [String: String]?
  /// Its standard input: a `Pipe`, a `FileHandle`, or `nil` for this process's.
  public var standardInput: Any?
  /// Its standard output, likewise.
  public var standardOutput: Any?
  /// Its standard error, likewise.
  public var standardError: Any?
  /// Told when it has ended, on a thread of its own.
  public var terminationHandler: (@Sendable (ChildProcess) -> Void)?
  /// Its number.
  public private(set) var processIdentifier: Int32 = 0

  private struct Ending {
    var status: Int32?
    var waiters: [DispatchSemaphore] = []
  }

  private let ending = Mutex(Ending())

  /// A program that does not run yet.
  public init() {}

  /// Whether it runs.
  public var isRunning: Bool { processIdentifier != 0 && ending.withLock { $0.status == nil } }

  /// What it ended with; of a signal its number.
  public var terminationStatus: Int32 { ending.withLock { $0.status ?? -1 } }

  /// Starts the program.
  ///
  /// - Throws: ``ToolFailure`` if there is no such program.
  public func run() throws {
    let path = executableURL?.path ?? ""
    let descriptors = [standardInput, standardOutput, standardError].enumerated().map { number, place in
      Self.handle(place, isInput: number == 0)?.fileDescriptor ?? -1
    }
    let environment = (environment ?? ProcessInfo.processInfo.environment).map { "\($0)=\($1)" }
    let code = Self.withCStrings([path] + arguments) { arguments in
      Self.withCStrings(environment) { environment in
        child_process_start(
          path, arguments, environment, currentDirectoryURL?.path, descriptors, &processIdentifier)
      }
    }
    guard code == 0 else { throw ToolFailure(tool: path, message: "it cannot be started (error \(code))") }
    // This process's copies of the child's ends: or nobody would see the end of what it says.
    for (number, place) in [standardInput, standardOutput, standardError].enumerated() where place is Pipe {
      try Self.handle(place, isInput: number == 0)?.close()
    }
    Thread.detachNewThread { self.reap() }
  }

  /// Asks it to end.
  public func terminate() {
    if isRunning { kill(processIdentifier, SIGTERM) }
  }

  /// Waits until it has ended.
  public func waitUntilExit() {
    let turn = DispatchSemaphore(value: 0)
    let isOver = ending.withLock { ending in
      if ending.status == nil { ending.waiters.append(turn) }
      return ending.status != nil
    }
    if !isOver { turn.wait() }
  }

  private func reap() {
    var status: CInt = 0
    while waitpid(processIdentifier, &status, 0) < 0, errno == EINTR {}
    // The lower seven bits are a signal, if there was one; the next byte is what it exited with.
    let signal = status & 0x7f
    let waiters = ending.withLock { ending in
      ending.status = signal == 0 ? (status >> 8) & 0xff : signal
      return ending.waiters
    }
    for waiter in waiters { waiter.signal() }
    terminationHandler?(self)
  }

  private static func handle(_ place: Any?, isInput: Bool) -> FileHandle? {
    if let pipe = place as? Pipe { return isInput ? pipe.fileHandleForReading : pipe.fileHandleForWriting }
    return place as? FileHandle
  }

  private static func withCStrings<Value>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
  ) -> Value {
    let pointers = texts.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }
}
