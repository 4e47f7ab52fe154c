#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
internal import ChunkTransport
internal import HTTPTypes

/// Puts a response together from the lines and bytes that libcurl hands on.
///
/// libcurl reports success for a response whose head was cut off, so what counts as complete is
/// decided here: the empty line after the fields has come.
struct CurlResponseParser {
  private(set) var isHeadComplete = false
  /// Whether what came so far was an interim response (1xx) and nothing after it.
  private(set) var isBetweenResponses = true
  private(set) var overflow: String?
  private var status = 0
  private var fields = HTTPFields()
  private var body = Data()
  private var headBytes = 0

  /// The most bytes of status line and fields that are accepted, interim responses included.
  private static let maximumHeadBytes = 256 << 10

  /// The status of the final response, once its head is complete.
  var finalStatus: Int? { isHeadComplete ? status : nil }

  /// The response, once its head is complete.
  var response: TransportResponse? {
    guard isHeadComplete else { return nil }
    return TransportResponse(
      head: HTTPResponse(status: HTTPResponse.Status(code: status), headerFields: fields), body: body)
  }

  /// Takes a line with its line break; false if the head is too large.
  mutating func takeHeaderLine(_ line: UnsafeRawBufferPointer) -> Bool {
    headBytes += line.count
    guard headBytes <= Self.maximumHeadBytes else {
      overflow = "the response's head has more than \(Self.maximumHeadBytes) bytes"
      return false
    }
    let text = line.trimmingLineBreak()
    if text.starts(with: Array("HTTP/".utf8)) {
      // The fields of an interim response (1xx) or of a proxy's answer are not the response's.
      isHeadComplete = false
      isBetweenResponses = false
      fields = HTTPFields()
      status = Self.status(in: text)
    } else if text.isEmpty {
      isHeadComplete = (200...999).contains(status)
      isBetweenResponses = (100...199).contains(status)
    } else if !isHeadComplete, let colon = text.firstIndex(of: UInt8(ascii: ":")) {
      // After the head come trailers: nothing of ours is in them.
      let value = text[(colon + 1)...].drop { $0 == 0x20 || $0 == 0x09 }
      if let name = HTTPField.Name(String(decoding: text[..<colon], as: UTF8.self)) {
        fields.append(HTTPField(name: name, value: String(decoding: value, as: UTF8.self)))
      }
    }
    return true
  }

  /// Takes bytes of the body; false if that makes it longer than is accepted.
  mutating func takeBody(_ bytes: UnsafeRawBufferPointer, maximum: Int) -> Bool {
    guard body.count + bytes.count <= maximum else {
      overflow = "the response's body has more than \(maximum) bytes"
      return false
    }
    body.append(contentsOf: bytes)
    return true
  }

  private static func status(in line: some Collection<UInt8>) -> Int {
    let words = line.split(separator: UInt8(ascii: " "), maxSplits: 2)
    guard words.count >= 2 else { return 0 }
    return Int(String(decoding: words[1], as: UTF8.self)) ?? 0
  }
}

extension UnsafeRawBufferPointer {
  fileprivate func trimmingLineBreak() -> [UInt8] {
    var line = [UInt8](self)
    while line.last == 0x0a || line.last == 0x0d { line.removeLast() }
    return line
  }
}
