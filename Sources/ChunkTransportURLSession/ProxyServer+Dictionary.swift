#if canImport(Darwin)
  internal import ChunkTransport
  internal import Foundation

  extension ProxyServer {
    /// The proxy as a session's configuration takes it: for https alone, through a tunnel.
    var dictionary: [AnyHashable: Any] {
      switch scheme {
      case .http, .https:
        // CFNetwork's constants for https are there on macOS only; the keys are the same everywhere.
        ["HTTPSEnable": 1, "HTTPSProxy": host, "HTTPSPort": Int(port)]
      case .socks5, .socks5h:
        ["SOCKSEnable": 1, "SOCKSProxy": host, "SOCKSPort": Int(port)]
      }
    }
  }
#endif
