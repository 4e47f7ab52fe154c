internal import CCurl
internal import ChunkTransport

// libcurl calls these on the loop's thread, inside `curl_multi_perform`, with the transfer as context.

private func transfer(_ context: UnsafeMutableRawPointer?) -> CurlTransfer? {
  context.map { Unmanaged<CurlTransfer>.fromOpaque($0).takeUnretainedValue() }
}

/// The next bytes of the request's body.
func curlReadBody(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let bytes, let transfer = transfer(context) else { return Int(CURL_READFUNC_ABORT) }
  let buffer = UnsafeMutableRawBufferPointer(start: bytes, count: size * count)
  do {
    let copied = try transfer.request.body.read(at: transfer.readOffset, into: buffer)
    transfer.readOffset += Int64(copied)
    return copied
  } catch {
    transfer.bodyError = error
    return Int(CURL_READFUNC_ABORT)
  }
}

/// A line of the response's head. Returning another number than was offered ends the transfer.
func curlTakeHeaderLine(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let bytes, let transfer = transfer(context) else { return 0 }
  let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
  let isTaken = transfer.response.takeHeaderLine(line)
  transfer.progress.noteReceived(isAnswer: !transfer.response.isBetweenResponses)
  return isTaken ? line.count : 0
}

/// Bytes of the response's body.
func curlTakeBody(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let bytes, let transfer = transfer(context) else { return 0 }
  let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
  transfer.progress.noteReceived(isAnswer: true)
  let isTaken = transfer.response.takeBody(piece, maximum: transfer.request.maximumResponseBytes)
  return isTaken ? piece.count : 0
}

/// How many bytes of the body the network has taken.
func curlNoteProgress(
  _ context: UnsafeMutableRawPointer?, _ downloadTotal: curl_off_t, _ downloaded: curl_off_t,
  _ uploadTotal: curl_off_t, _ uploaded: curl_off_t
) -> CInt {
  guard let transfer = transfer(context) else { return 1 }
  let sent = Int64(uploaded)
  if transfer.progress.noteSent(sent) { transfer.request.onBytesSent?(sent) }
  return 0
}
