import ChunkTransport

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The most memory that this process has had so far.
enum PeakMemory {
  /// In bytes; `nil` if the system does not tell.
  static var bytes: Int64? {
    #if canImport(Darwin)
      usage
    #else
      // What `getrusage` tells begins on Linux with what the program had that started this one.
      highWaterMark ?? usage.map { $0 * 1024 }
    #endif
  }

  /// As `getrusage` counts it: in bytes on Darwin, in KiB elsewhere.
  private static var usage: Int64? {
    var usage = rusage()
    #if canImport(Glibc)
      let itself = CInt(RUSAGE_SELF.rawValue)
    #else
      let itself = RUSAGE_SELF
    #endif
    return getrusage(itself, &usage) == 0 ? Int64(usage.ru_maxrss) : nil
  }

  /// The line `VmHWM:    26900 kB` of Linux's own account of the process.
  private static var highWaterMark: Int64? {
    guard let file = try? OpenFile(path: "/proc/self/status") else { return nil }
    let text = withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { buffer in
      (try? file.readNext(into: buffer)).map { String(decoding: buffer.prefix($0), as: UTF8.self) } ?? ""
    }
    let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int64($0) }.map {
      $0 * 1024
    }
  }
}
