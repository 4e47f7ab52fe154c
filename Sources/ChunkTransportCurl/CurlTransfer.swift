internal import CCurl
internal import ChunkTransport

/// One request on its way through libcurl.
///
/// `@unchecked Sendable`: made by the caller, handed to the loop's thread through a lock, and touched
/// by that thread alone from then on. libcurl's callbacks run on it too.
final class CurlTransfer: @unchecked Sendable {
  let request: TransportRequest
  let bodyLength: Int64

  /// The handle while the transfer has one.
  private(set) var easy: UnsafeMutableRawPointer?
  /// Whether the handle is in the multi handle.
  var isAdded = false

  private var headerList: UnsafeMutablePointer<curl_slist>?
  var response = CurlResponseParser()
  var progress: CurlProgress
  /// How far libcurl has read the body, in bytes.
  var readOffset: Int64 = 0
  /// Why the body could not be read on.
  var bodyError: (any Error)?

  init(_ request: TransportRequest) {
    self.request = request
    bodyLength = request.body.count ?? 0
    progress = CurlProgress(limits: request.limits, bodyLength: bodyLength)
  }

  /// Writes all settings into a fresh handle; false if libcurl has no memory for them.
  func configure(_ easy: UnsafeMutableRawPointer, options: CurlOptions) -> Bool {
    self.easy = easy
    var settings = CurlSettings(easy)
    headerList = settings.setHead(of: request, options: options)
    settings.setTransferRules(request, options: options)
    settings.setCallbacks(context: Unmanaged.passUnretained(self).toOpaque())
    return settings.isComplete
  }

  /// Lets go of what libcurl no longer needs. The handle is out of the multi handle by now.
  func release() {
    curl_slist_free_all(headerList)
    headerList = nil
    easy = nil
    isAdded = false
  }

  /// The error for a limit that has passed, if one has.
  func limitPassed(now: ContinuousClock.Instant) -> TransportError? {
    guard let easy, isAdded else { return nil }
    var pretransfer: curl_off_t = 0
    chunk_curl_get_offset(easy, CURLINFO_PRETRANSFER_TIME_T, &pretransfer)
    return progress.limitPassed(isConnected: pretransfer > 0, now: now).map { failure($0.0, $0.1) }
  }
}
