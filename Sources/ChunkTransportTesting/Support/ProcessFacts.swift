#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// What Linux says of this process. Elsewhere everything is `nil`, and tests of it do not run.
package enum ProcessFacts {
  /// How many threads it has.
  package static var threads: Int? { entries(of: "/proc/self/task")?.count }

  /// Its open descriptors by number, each with what it refers to.
  package static var descriptors: [CInt: String]? {
    entries(of: "/proc/self/fd").map { names in
      var found: [CInt: String] = [:]
      for name in names {
        // The descriptor that reads the directory is in the list too, and is gone by now.
        guard let number = CInt(name),
          let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(name)")
        else { continue }
        found[number] = target
      }
      return found
    }
  }

  /// The most memory it ever had in use (`VmHWM`), in bytes.
  package static var peakMemory: Int64? {
    guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kilobytes = Int64(line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first ?? "")
    else { return nil }
    return kilobytes * 1024
  }

  private static func entries(of path: String) -> [String]? {
    try? FileManager.default.contentsOfDirectory(atPath: path)
  }
}
