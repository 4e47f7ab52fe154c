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
  var progress: TransferWatch
  /// How far libcurl has read the body, in bytes.
  var readOffset: Int64 = 0
  /// Why the body could not be read on.
  var bodyError: (any Error)?

  init(_ request: TransportRequest) {
    self.request = request
    bodyLength = request.body.count ?? 0
    progress = TransferWatch(limits: request.limits, bodyLength: bodyLength)
  }

  /// Writes all settings into a fresh handle; gives the error if libcurl refuses one.
  func configure(_ easy: UnsafeMutableRawPointer, options: CurlOptions) -> TransportError? {
    self.easy = easy
    var settings = CurlSettings(easy)
    headerList = settings.setHead(of: request, options: options)
    settings.setTransferRules(request, options: options)
    settings.setCallbacks(context: Unmanaged.passUnretained(self).toOpaque())
    return settings.refusal == CURLE_OK ? nil : .refusedSetting(settings.refusal)
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
    guard easy != nil, isAdded else { return nil }
    return progress.limitPassed(isConnected: isConnected, now: now).map { failure($0.0, $0.1) }
  }
}
