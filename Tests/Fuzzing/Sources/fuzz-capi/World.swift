internal import Foundation
internal import FuzzSupport

/// What the calls find around them: files, bytes, and an environment in which nothing leads out.
enum World {
  /// What a large file holds, and its size: the least that upload sessions are for.
  static let fileSize = 20_000_000
  nonisolated(unsafe) static let large = UnsafeMutableRawBufferPointer(
    start: mmap(nil, fileSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), count: fileSize)

  /// Whether the library may read the large bytes: between runs it must not.
  static func lend(_ isLent: Bool) {
    expect(mprotect(large.baseAddress, fileSize, isLent ? PROT_READ : PROT_NONE) == 0, "mprotect has failed")
  }

  /// Where all that is written goes.
  static let directory = FileManager.default.temporaryDirectory.path + "/fuzz-capi-\(getpid())"
  static var largeFile: String { directory + "/large.bin" }
  static var smallFile: String { directory + "/small.bin" }

  /// To be called before the library is.
  static func prepare() {
    large.initializeMemory(as: UInt8.self, repeating: 0x2a)
    let files = FileManager.default
    try? files.createDirectory(atPath: directory, withIntermediateDirectories: true)
    expect(files.createFile(atPath: largeFile, contents: Data(large)), "no large file")
    expect(files.createFile(atPath: smallFile, contents: Data("small".utf8)), "no small file")
    atexit { try? FileManager.default.removeItem(atPath: World.directory) }
    // https leaves by a proxy only, and there is none: no client, of whatever URL, reaches a host.
    let environment = [
      "HOME": directory, "XDG_STATE_HOME": directory, "https_proxy": closed, "HTTPS_PROXY": closed,
      "all_proxy": closed, "no_proxy": "", "NO_PROXY": "",
    ]
    for (name, value) in environment { setenv(name, value, 1) }
    signal(SIGPIPE, SIG_IGN)
    Server.shared.start()
  }

  /// The discard port, on which nobody listens.
  static let closed = "http://127.0.0.1:9"

  /// The URLs that a client may have. None is that of somebody else's server.
  static var urls: [String] {
    let port = Server.shared.port
    return [
      "http://127.0.0.1:\(port)", "http://127.0.0.1:\(port)/api", "http://localhost:\(port)", closed,
      "https://127.0.0.1:\(port)",
    ]
  }
}
