import ChunkCore

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Where on this machine the browser comes back to.
struct RedirectPlace {
  /// 0 for any.
  let port: UInt16
  let path: String

  /// - Parameter uri: The redirect URI, if one is given.
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/invalidArgument`` for one that is not on this machine.
  init(_ uri: String?, port: UInt16) throws(ChunkError) {
    guard let uri else {
      self.port = port
      path = "/callback"
      return
    }
    guard let parts = URLComponents(string: uri), parts.scheme == "http", let port = parts.port,
      let number = UInt16(exactly: port), number > 0, ["127.0.0.1", "localhost"].contains(parts.host)
    else {
      throw ChunkError(
        .invalidArgument, "The redirect URI is none that this program can listen at",
        remedy: "Give one as http://127.0.0.1:PORT/PATH, or use --no-browser")
    }
    self.port = number
    path = parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath
  }
}
