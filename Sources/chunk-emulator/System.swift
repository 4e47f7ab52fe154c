#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
@preconcurrency internal import Dispatch

/// Standard output, without a buffer.
enum StandardOutput {
  static func write(_ bytes: [UInt8]) { Descriptor.write(bytes, to: STDOUT_FILENO) }
}

private enum Descriptor {
  static func write(_ bytes: [UInt8], to descriptor: CInt) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        #if canImport(Glibc)
          Glibc.write(descriptor, $0.baseAddress, $0.count)
        #elseif canImport(Musl)
          Musl.write(descriptor, $0.baseAddress, $0.count)
        #else
          Darwin.write(descriptor, $0.baseAddress, $0.count)
        #endif
      }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}

/// Standard error, without a buffer.
enum StandardError {
  static func write(_ text: String) { Descriptor.write([UInt8](text.utf8), to: STDERR_FILENO) }
}

/// The program's exit statuses, as in `chunk`.
enum ExitStatus {
  static let done: CInt = 0
  /// An option is wrong.
  static let usage: CInt = 1
  /// The server could not be started, or failed.
  static let failure: CInt = 2

  /// Ends the program.
  static func exit(_ status: CInt) -> Never {
    #if canImport(Glibc)
      Glibc.exit(status)
    #elseif canImport(Musl)
      Musl.exit(status)
    #else
      Darwin.exit(status)
    #endif
  }
}

/// The signals that end the program.
enum StopSignals {
  /// Takes SIGINT and SIGTERM over from the system: a value comes for each that arrives after this.
  ///
  /// A source is registered some time after it was resumed. Whoever reads the announcement may stop
  /// the server at once, so that moment is waited for; until then a signal ends the program as usual.
  static func install() async -> AsyncStream<CInt> {
    let (stream, continuation) = AsyncStream.makeStream(of: CInt.self)
    var sources: [any DispatchSourceSignal] = []
    for number in [SIGINT, SIGTERM] {
      #if canImport(Darwin)
        signal(number, SIG_IGN)  // elsewhere libdispatch sets a handler of its own
      #endif
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { continuation.yield(number) }
      await withCheckedContinuation { registered in
        source.setRegistrationHandler { registered.resume() }
        source.resume()
      }
      sources.append(source)
    }
    continuation.onTermination = { [sources] _ in for source in sources { source.cancel() } }
    return stream
  }
}
