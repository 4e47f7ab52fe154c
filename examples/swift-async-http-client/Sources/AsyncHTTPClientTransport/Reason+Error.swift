internal import AsyncHTTPClient
internal import ChunkTransport
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NIOSSL

extension TransportError.Reason {
  /// The reason for an error of the client or of what is below it.
  ///
  /// - Parameters:
  ///   - error: The error.
  ///   - isConnected: Whether the request's head was out.
  ///   - isSecure: Whether the request goes over TLS.
  init(_ error: any Error, isConnected: Bool, isSecure: Bool) {
    switch error {
    case let error as HTTPClientError: self = Self.of(error, isConnected: isConnected)
    case is HTTPParserError: self = .malformedResponse
    case let error as NIOConnectionError:
      let isUnknown = error.connectionErrors.isEmpty && (error.dnsAError ?? error.dnsAAAAError) != nil
      self = isUnknown ? .nameNotResolved : .connectFailed
    case let error as NIOSSLError: self = Self.of(error, isConnected: isConnected)
    case is BoringSSLError: self = .tlsFailed
    case is NIOSSLExtraError: self = .tlsFailed
    case ChannelError.connectTimeout: self = .connectTimedOut
    case is IOError, is ChannelError:
      // What fails while the connection is made is a NIOConnectionError: this is later, in the handshake.
      self = isConnected ? .connectionLost : isSecure ? .tlsInterrupted : .connectFailed
    case is SocketAddressError: self = .nameNotResolved
    default: self = .other
    }
  }

  private static func of(_ error: HTTPClientError, isConnected: Bool) -> Self {
    switch error {
    case .remoteConnectionClosed: isConnected ? .connectionLost : .connectFailed
    case .connectTimeout: .connectTimedOut
    case .alreadyShutdown, .cancelled, .shutdownUnsupported: .closed
    case .tlsHandshakeTimeout: .connectTimedOut
    case .invalidURL, .emptyHost: .invalidRequest
    default: .other
    }
  }

  private static func of(_ error: NIOSSLError, isConnected: Bool) -> Self {
    switch error {
    case .handshakeFailed(.sslError): .tlsFailed
    case .handshakeFailed: .tlsInterrupted
    case .uncleanShutdown: isConnected ? .connectionLost : .tlsInterrupted
    default: .tlsFailed
    }
  }
}
