import ChunkCore

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The same command line with something else linked into it, which is too big for everybody.
struct SisterProgram {
  let name: String

  /// Goes on as the other program, with the same arguments, environment and open files. Nothing may have been done yet.
  ///
  /// - Returns: Why that is not possible.
  func become() -> ChunkError {
    for path in places {
      // It comes back only if there is no such program.
      execv(path, CommandLine.unsafeArgv)
    }
    return ChunkError(
      .invalidArgument, "This installation has no \(name), which brings that transport",
      remedy: "Install it ('make \(name)' builds it), or use --transport curl")
  }

  /// Beside this program, as it is built, or where it is installed.
  private var places: [String] {
    guard let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else {
      return []
    }
    let directory = program.lastIndex(of: "/").map { program[..<$0] } ?? "."
    return ["\(directory)/\(name)", "\(directory)/../libexec/\(name)"]
  }
}
