internal import ChunkTransport
internal import Foundation

#if canImport(FoundationNetworking)
  internal import FoundationNetworking
#endif

/// What a session's error means.
struct SessionFailure {
  let reason: TransportError.Reason
  /// Whether it is one of finding or connecting to the server, so that nothing of the request has left.
  let isBeforeSending: Bool
  /// What happened, in the session's words.
  let text: String

  /// - Parameters:
  ///   - error: The session's error.
  ///   - isSecure: Whether the request went over https.
  ///   - hasBody: Whether the request had a body.
  ///   - isUnderWay: Whether bytes of the body have gone, or some of the answer has come.
  init(_ error: any Error, isSecure: Bool, hasBody: Bool, isUnderWay: Bool) {
    text = error.localizedDescription
    let code = (error as? URLError)?.code ?? .unknown
    #if canImport(FoundationNetworking)
      // The text of a URL that the two do not read in the same way is Foundation's.
      let found =
        code == .badURL
        ? (.invalidRequest, true)
        : Self.known(text) ?? Self.lost(code, text, isSecure: isSecure, hasBody: hasBody, isUnderWay)
    #else
      let found = Self.known(code)
    #endif
    reason = isUnderWay && found.isBefore ? .connectionLost : found.reason
    isBeforeSending = found.isBefore && !isUnderWay
  }

  private typealias Meaning = (reason: TransportError.Reason, isBefore: Bool)

  #if canImport(FoundationNetworking)
    /// FoundationNetworking has codes for few of libcurl's errors, and not always the right one: a refused
    /// attempt for one of two addresses makes all that comes later a `cannotConnectToHost`. libcurl's text is better.
    private static func known(_ text: String) -> Meaning? {
      meanings.first { text.contains($0.piece) }?.meaning
    }

    private static let meanings: [(piece: String, meaning: Meaning)] = [
      ("Could not resolve", (.nameNotResolved, true)),
      ("Failed to connect", (.connectFailed, true)),
      ("Couldn't connect", (.connectFailed, true)),
      ("CONNECT tunnel failed", (.connectFailed, true)),
      ("from proxy after CONNECT", (.connectFailed, true)),
      ("Connection time", (.connectTimedOut, true)),  // "timed out after", "timeout after"
      ("certificate", (.tlsFailed, true)),
      ("SSL_connect", (.tlsInterrupted, true)),
      ("SSL routines", (.tlsInterrupted, true)),
      ("Empty reply", (.connectionLost, false)),
      ("transfer closed", (.connectionLost, false)),
      ("Failed writing header", (.malformedResponse, false)),
      ("Header without colon", (.malformedResponse, false)),
      ("Nul byte in header", (.malformedResponse, false)),
      ("Too large response headers", (.responseTooLarge, false)),
      ("HTTP/0.9", (.malformedResponse, false)),
      ("Unsupported response code", (.malformedResponse, false)),
      ("Unsupported HTTP", (.malformedResponse, false)),
      ("Invalid Content-Length", (.malformedResponse, false)),
      ("content unencoding", (.malformedResponse, false)),
      ("chunked-encoded", (.malformedResponse, false)),
    ]

    /// A connection that broke, be it in the handshake.
    private static func lost(
      _ code: URLError.Code, _ text: String, isSecure: Bool, hasBody: Bool, _ isUnderWay: Bool
    ) -> Meaning {
      let isBroken = text.contains("failure:") || text.contains("SSL_") || code == .networkConnectionLost
      // In the handshake a reset has another code than later. A body would have been begun right after it.
      if isBroken, isSecure, hasBody, !isUnderWay, code != .networkConnectionLost {
        return (.tlsInterrupted, true)
      }
      return (isBroken ? .connectionLost : .other, false)
    }
  #else
    private static func known(_ code: URLError.Code) -> Meaning {
      switch code {
      case .badURL: (.invalidRequest, true)
      case .cannotFindHost, .dnsLookupFailed: (.nameNotResolved, true)
      case .cannotConnectToHost, .notConnectedToInternet, .dataNotAllowed, .internationalRoamingOff,
        .callIsActive:
        (.connectFailed, true)
      case .secureConnectionFailed: (.tlsInterrupted, true)
      case .serverCertificateHasBadDate, .serverCertificateUntrusted, .serverCertificateHasUnknownRoot,
        .serverCertificateNotYetValid, .clientCertificateRejected, .clientCertificateRequired,
        // Also when our own answer to the question of trust was no.
        .cancelled, .userCancelledAuthentication:
        (.tlsFailed, true)
      case .appTransportSecurityRequiresSecureConnection: (.unsupported, true)
      case .networkConnectionLost, .timedOut: (.connectionLost, false)
      case .badServerResponse, .cannotParseResponse, .cannotDecodeContentData, .cannotDecodeRawData,
        .zeroByteResource:
        (.malformedResponse, false)
      default: (.other, false)
      }
    }
  #endif
}
