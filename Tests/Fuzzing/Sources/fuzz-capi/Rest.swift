internal import Foundation
internal import FuzzSupport

/// Whether the library has let go of everything, once all handles are freed: its threads have ended, and its
/// descriptors are closed. What is found by the leak sanitizer after that is a leak.
enum Rest {
  private static let threads = count("/proc/self/task")
  private static let descriptors = count("/proc/self/fd")

  /// Takes note of what there is before the first run.
  static func begin() { _ = (threads, descriptors) }

  /// Waits until everything is as it was then.
  static func wait() {
    let start = ContinuousClock.now
    while count("/proc/self/task") > threads || count("/proc/self/fd") > descriptors {
      expect(ContinuousClock.now - start < .seconds(10), left)
      usleep(500)
    }
  }

  private static var left: String {
    let files = (0..<1024).compactMap { descriptor in
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(descriptor)")).map {
        "\(descriptor) \($0)"
      }
    }
    return "\(count("/proc/self/task") - threads) threads are left, and of these descriptors "
      + "\(count("/proc/self/fd") - descriptors): \(files)"
  }

  private static func count(_ directory: String) -> Int {
    guard let entries = opendir(directory) else { return 0 }
    defer { closedir(entries) }
    var count = 0
    while readdir(entries) != nil { count += 1 }
    return count
  }
}
