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

/// The user's browser.
enum Browser {
  #if canImport(Darwin)
    private static let opener = "open"
    private static let hasDisplay = true
  #else
    private static let opener = "xdg-open"
    private static var hasDisplay: Bool {
      ["DISPLAY", "WAYLAND_DISPLAY"].contains { Environment.value(nil, $0) != nil }
    }
  #endif

  /// Opens a page, if there is a display to open it on. What the opener says is nobody's business.
  ///
  /// - Returns: Whether the opener was started.
  static func open(_ url: String) -> Bool {
    guard hasDisplay else { return false }
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0)
    }
    let words = [opener, url].map { (word: String) in strdup(word) }
    let variables = ProcessInfo.processInfo.environment.filter { !isSecret($0.key) }
      .map { strdup("\($0.key)=\($0.value)") }
    defer { for pointer in words + variables { free(pointer) } }
    var process = pid_t()
    return posix_spawnp(&process, opener, &actions, nil, words + [nil], variables + [nil]) == 0
  }

  /// Whether a variable is for this program alone.
  private static func isSecret(_ name: String) -> Bool { name.hasPrefix("BOX_") || name.hasPrefix("CHUNK_") }
}
