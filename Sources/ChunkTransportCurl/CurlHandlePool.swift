internal import CCurl
internal import ChunkTransport

/// libcurl's easy handles, used again: each holds the TLS sessions that it may resume.
struct CurlHandlePool {
  let options: CurlOptions
  private var idle: [UnsafeMutableRawPointer] = []

  /// More than this many at a time is rare; the rest is freed.
  private static let maximumIdle = 16

  init(options: CurlOptions) { self.options = options }

  /// A handle without any setting, or `nil` if there is no memory for one.
  mutating func take() -> UnsafeMutableRawPointer? {
    idle.popLast() ?? curl_easy_init()
  }

  /// Takes back a handle that is no longer in the multi handle.
  mutating func give(back easy: UnsafeMutableRawPointer) {
    guard idle.count < Self.maximumIdle else {
      curl_easy_cleanup(easy)
      return
    }
    // Settings go; connections, sessions and the name cache stay.
    curl_easy_reset(easy)
    idle.append(easy)
  }

  mutating func removeAll() {
    for easy in idle { curl_easy_cleanup(easy) }
    idle = []
  }
}
