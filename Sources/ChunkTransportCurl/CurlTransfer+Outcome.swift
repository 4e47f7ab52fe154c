internal import CCurl
internal import ChunkTransport

extension CurlTransfer {
  /// The result of a transfer that libcurl has ended.
  func result(of code: CURLcode) -> Result<TransportResponse, TransportError> {
    if code == CURLE_OK {
      if let response = response.response { return .success(response) }
      return .failure(failure(.malformedResponse, "the response ended inside its head"))
    }
    if let overflow = response.overflow { return .failure(failure(.responseTooLarge, overflow)) }
    if let bodyError {
      return .failure(failure(.bodyUnreadable, "the request's body failed: \(bodyError)"))
    }
    let reason = Self.reason(of: code, wasSent: wasSent)
    return .failure(failure(reason, "\(hostAndPort): \(explanation(of: code, reason))"))
  }

  /// An error with what the server may know at this moment.
  func failure(_ reason: TransportError.Reason, _ message: String) -> TransportError {
    let outcome: TransportError.Outcome
    if let status = response.finalStatus {
      outcome = .answered(status: status)
    } else {
      outcome = wasSent ? .outcomeUnknown : .neverSent
    }
    return TransportError(reason, outcome: outcome, message: message)
  }

  /// Whether there is a connection for the request: through a proxy's tunnel and TLS, where there are.
  var isConnected: Bool {
    guard let easy else { return false }
    var pretransfer: curl_off_t = 0
    chunk_curl_get_offset(easy, CURLINFO_PRETRANSFER_TIME_T, &pretransfer)
    return pretransfer > 0
  }

  /// Whether any byte of the request has left. What went to a proxy to open a tunnel does not count.
  private var wasSent: Bool {
    guard let easy, isAdded, isConnected else { return false }
    var bytes = 0
    chunk_curl_get_long(easy, CURLINFO_REQUEST_SIZE, &bytes)
    return bytes > 0 || progress.bodySent > 0
  }

  /// What happened, in libcurl's words where ours say no more.
  private func explanation(of code: CURLcode, _ reason: TransportError.Reason) -> String {
    var proxyAnswer = 0
    chunk_curl_get_long(easy, CURLINFO_HTTP_CONNECTCODE, &proxyAnswer)
    if proxyAnswer >= 300 { return "the proxy refused the connection with \(proxyAnswer)" }
    switch reason {
    case .connectionLost: return "the connection was lost before the answer was complete"
    case .tlsInterrupted: return "the TLS handshake was not completed"
    default: return String(cString: curl_easy_strerror(code))
    }
  }

  private var hostAndPort: String { request.head.authority ?? "" }

  private static func reason(of code: CURLcode, wasSent: Bool) -> TransportError.Reason {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .nameNotResolved
    case CURLE_COULDNT_CONNECT, CURLE_INTERFACE_FAILED, CURLE_PROXY: .connectFailed
    case CURLE_OPERATION_TIMEDOUT: .connectTimedOut
    // Also when the other side merely went away; a certificate that is refused has a code of its own.
    case CURLE_SSL_CONNECT_ERROR: .tlsInterrupted
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
      CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
      .tlsFailed
    case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_SEND_FAIL_REWIND:
      wasSent ? .connectionLost : .connectFailed
    case CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING, CURLE_UNSUPPORTED_PROTOCOL, CURLE_HTTP2,
      CURLE_HTTP_RETURNED_ERROR:
      .malformedResponse
    case CURLE_URL_MALFORMAT: .invalidRequest
    default: .other
    }
  }
}

extension TransportError {
  /// The transport had been closed before the request.
  static let alreadyClosed = TransportError(
    .closed, outcome: .neverSent, message: "the transport has been closed")

  /// The task had been cancelled before the request was handed in.
  static let cancelledBefore = TransportError(
    .cancelled, outcome: .neverSent, message: "the task was cancelled before the request")

  /// libcurl does not take a setting: it was built without it, or the value is beyond its bounds.
  static func refusedSetting(_ code: CURLcode) -> TransportError {
    code == CURLE_OUT_OF_MEMORY
      ? .outOfMemory
      : TransportError(
        .unsupported, outcome: .neverSent,
        message: "libcurl refuses a setting of the request: \(String(cString: curl_easy_strerror(code)))")
  }

  /// libcurl could not take the request.
  static let outOfMemory = TransportError(
    .other, outcome: .neverSent, message: "libcurl has no memory for the request")
}
