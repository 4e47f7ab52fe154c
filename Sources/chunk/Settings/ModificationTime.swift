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

/// When a local file was last changed.
enum ModificationTime {
  /// The time of a regular file, in whole seconds; `nil` for everything else, and for times before
  /// 1970, which the service refuses.
  ///
  /// The file is not opened for it: a named pipe would lose its writer by being closed again, and one
  /// without a writer would hold the program before Ctrl-C is looked for.
  static func ofRegularFile(at path: String) -> Date? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    #if canImport(Darwin)
      let seconds = status.st_mtimespec.tv_sec
    #else
      let seconds = status.st_mtim.tv_sec
    #endif
    return seconds >= 0 ? Date(timeIntervalSince1970: Double(seconds)) : nil
  }
}
