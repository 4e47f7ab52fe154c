internal import ChunkTransport
internal import Foundation

#if canImport(FoundationNetworking)
  internal import FoundationNetworking

  /// What is answered to a session that asks for credentials: that there are none. A token is in the request.
  struct Challenges: Sendable {
    func answer(
      _ challenge: URLAuthenticationChallenge
    ) -> (URLSession.AuthChallengeDisposition, URLCredential?) {
      (.cancelAuthenticationChallenge, nil)
    }
  }
#else
  internal import Security

  /// What is answered to a session that asks whether to trust a server, or for a proxy's password.
  struct Challenges: Sendable {
    private let anchors: TrustAnchors?
    private let proxy: ProxyServer?

    init(options: URLSessionOptions) throws(TransportError) {
      anchors = try options.certificateAuthorityFile.map(TrustAnchors.init)
      proxy = options.proxy
    }

    func answer(
      _ challenge: URLAuthenticationChallenge
    ) -> (URLSession.AuthChallengeDisposition, URLCredential?) {
      let space = challenge.protectionSpace
      if space.authenticationMethod == NSURLAuthenticationMethodServerTrust, let anchors {
        guard let trust = space.serverTrust, anchors.accept(trust) else {
          return (.cancelAuthenticationChallenge, nil)
        }
        return (.useCredential, URLCredential(trust: trust))
      }
      // Once: what was refused will be refused again.
      if space.isProxy(), challenge.previousFailureCount == 0, let proxy, let user = proxy.user {
        return (
          .useCredential,
          URLCredential(user: user, password: proxy.password ?? "", persistence: .none)
        )
      }
      return (.performDefaultHandling, nil)
    }
  }
#endif
