#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A URL to which an authorization leads back, as far as two of them are compared.
struct RedirectTarget: Sendable, Hashable {
  private var scheme: String
  private var host: String
  private var port: Int?
  private var path: String

  /// `nil` unless it is an http or https URL without fragment and userinfo.
  init?(_ text: String) {
    guard let url = URLComponents(string: text), let scheme = url.scheme?.lowercased(),
      ["http", "https"].contains(scheme), let host = url.host?.lowercased(), !host.isEmpty,
      url.fragment == nil, url.user == nil
    else { return nil }
    self.scheme = scheme
    self.host = host
    // A program that listens on the loopback interface takes the port that it gets (RFC 8252, 7.3).
    port = Self.loopbackHosts.contains(host) ? nil : url.port
    path = url.path.isEmpty ? "/" : url.path
  }

  private static let loopbackHosts = ["127.0.0.1", "[::1]", "::1", "localhost"]
}
