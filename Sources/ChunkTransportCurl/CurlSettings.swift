internal import CCurl
internal import ChunkTransport
internal import HTTPTypes

/// The settings of one easy handle. Values may be secrets, so none is ever printed.
struct CurlSettings {
  private let easy: UnsafeMutableRawPointer
  /// The first refusal of a setting; `CURLE_OK` while libcurl took them all.
  private(set) var refusal = CURLE_OK

  init(_ easy: UnsafeMutableRawPointer) { self.easy = easy }

  private mutating func set(_ option: CURLoption, _ value: Int) {
    note(chunk_curl_set_long(easy, option, value))
  }
  private mutating func set(_ option: CURLoption, _ value: String) {
    note(chunk_curl_set_string(easy, option, value))  // libcurl copies it
  }
  private mutating func note(_ code: CURLcode) {
    if refusal == CURLE_OK { refusal = code }
  }

  /// URL, method, header fields and the body's length. The list returned must outlive the transfer.
  mutating func setHead(
    of request: TransportRequest, options: CurlOptions
  ) -> UnsafeMutablePointer<curl_slist>? {
    let head = request.head
    // Put together from parts that were checked one by one, so that libcurl cannot read it otherwise.
    set(CURLOPT_URL, "\(head.scheme ?? "")://\(head.authority ?? "")\(head.path ?? "")")
    set(CURLOPT_PATH_AS_IS, 1)
    set(CURLOPT_USERAGENT, options.userAgent)

    let hasBody = request.body.count != nil || head.method == .post || head.method == .put
    if hasBody {
      set(CURLOPT_UPLOAD, 1)
      note(chunk_curl_set_offset(easy, CURLOPT_INFILESIZE_LARGE, curl_off_t(request.body.count ?? 0)))
    } else if head.method == .head {
      set(CURLOPT_NOBODY, 1)
    }
    if head.method != .head { set(CURLOPT_CUSTOMREQUEST, head.method.rawValue) }
    // On a pooled connection that the server has just closed, its outcome would be unknown.
    if !request.isIdempotent { set(CURLOPT_FRESH_CONNECT, 1) }

    // libcurl would ask for "100 Continue" and wait a second for it.
    var list: UnsafeMutablePointer<curl_slist>? = append(Array("Expect:".utf8), to: nil)
    for field in head.headerFields {
      list = append(Self.line(of: field), to: list)
    }
    note(chunk_curl_set_list(easy, CURLOPT_HTTPHEADER, list))
    return list
  }

  /// A field as libcurl takes it, with the value's bytes as they are: they need not be UTF-8.
  private static func line(of field: HTTPField) -> [UInt8] {
    let name = Array(field.name.rawName.utf8)
    return field.withUnsafeBytesOfValue { value in
      // "Name:" would remove the field; "Name;" is libcurl's spelling of an empty one.
      let isBlank = value.allSatisfy { $0 == 0x20 || $0 == 0x09 }
      return isBlank ? name + Array(";".utf8) : name + Array(": ".utf8) + value
    }
  }

  private mutating func append(
    _ line: [UInt8], to list: UnsafeMutablePointer<curl_slist>?
  ) -> UnsafeMutablePointer<curl_slist>? {
    let text = line.map { CChar(bitPattern: $0) } + [0]
    guard let longer = curl_slist_append(list, text) else {
      note(CURLE_OUT_OF_MEMORY)
      return list
    }
    return longer
  }

  /// What libcurl may and may not do with the request.
  mutating func setTransferRules(_ request: TransportRequest, options: CurlOptions) {
    set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    set(CURLOPT_FOLLOWLOCATION, 0)
    note(chunk_curl_allow_http_only(easy))
    setTLS(options)
    setProxy(options, isSecure: request.head.scheme == "https")
    set(CURLOPT_CONNECTTIMEOUT_MS, Int(max(1, request.limits.connect.milliseconds)))
    set(CURLOPT_MAXAGE_CONN, max(1, Int(options.maximumConnectionAge.milliseconds) / 1000))
    set(CURLOPT_TCP_KEEPALIVE, 1)
    set(CURLOPT_UPLOAD_BUFFERSIZE, Self.bufferSize(for: request.maximumBytesPerSecond))
    if let rate = request.maximumBytesPerSecond {
      note(chunk_curl_set_offset(easy, CURLOPT_MAX_SEND_SPEED_LARGE, curl_off_t(rate)))
    }
    note(chunk_curl_close_on_exec(easy))
    set(CURLOPT_NOSIGNAL, 1)
    note(chunk_curl_set_quick_exit(easy))
  }

  private mutating func setTLS(_ options: CurlOptions) {
    set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    set(CURLOPT_SSL_VERIFYPEER, 1)
    set(CURLOPT_SSL_VERIFYHOST, 2)
    if let file = options.certificateAuthorityFile {
      set(CURLOPT_CAINFO, file)
      // Instead of the system's authorities, not beside them: libcurl has a directory of those too.
      note(chunk_curl_set_string(easy, CURLOPT_CAPATH, nil))
    }
  }

  /// Which proxy there is, if not one of the environment's.
  private mutating func setProxy(_ options: CurlOptions, isSecure: Bool) {
    // https goes through a proxy as through a tube. For http it would get the token in the clear.
    guard isSecure else { return set(CURLOPT_PROXY, "") }
    // A proxy's answer to CONNECT is not the service's.
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    // A libcurl that knows no proxies over TLS takes none of these, and refuses such a proxy by itself.
    _ = chunk_curl_set_long(easy, CURLOPT_PROXY_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    if let file = options.certificateAuthorityFile {
      _ = chunk_curl_set_string(easy, CURLOPT_PROXY_CAINFO, file)
      _ = chunk_curl_set_string(easy, CURLOPT_PROXY_CAPATH, nil)
    }
    guard let proxy = options.proxy else { return }
    set(CURLOPT_PROXY, proxy.url)
    if let user = proxy.user {
      set(CURLOPT_PROXYUSERNAME, user)
      set(CURLOPT_PROXYPASSWORD, proxy.password ?? "")
    }
  }

  /// 256 KiB, or so little that a limited rate does not come in bursts with pauses of seconds.
  private static func bufferSize(for rate: Int64?) -> Int {
    guard let rate else { return 256 << 10 }
    return Int(min(256 << 10, max(16 << 10, rate / 4)))
  }

  /// Where libcurl gets the body and puts the response. The context must outlive the transfer.
  mutating func setCallbacks(context: UnsafeMutableRawPointer) {
    note(chunk_curl_set_data_callback(easy, CURLOPT_READFUNCTION, curlReadBody))
    note(chunk_curl_set_pointer(easy, CURLOPT_READDATA, context))
    // No CURLOPT_SEEKFUNCTION: without one libcurl cannot begin a body again on its own account.
    note(chunk_curl_set_data_callback(easy, CURLOPT_HEADERFUNCTION, curlTakeHeaderLine))
    note(chunk_curl_set_pointer(easy, CURLOPT_HEADERDATA, context))
    note(chunk_curl_set_data_callback(easy, CURLOPT_WRITEFUNCTION, curlTakeBody))
    note(chunk_curl_set_pointer(easy, CURLOPT_WRITEDATA, context))
    set(CURLOPT_NOPROGRESS, 0)
    note(chunk_curl_set_progress_callback(easy, curlNoteProgress))
    note(chunk_curl_set_pointer(easy, CURLOPT_XFERINFODATA, context))
  }
}
