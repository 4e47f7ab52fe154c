internal import ChunkTransport
internal import HTTPTypes

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension TransportResponse {
  /// The response without the token that was sent with its request.
  ///
  /// A debugging page of a proxy, or an error message, may repeat the request. What an error quotes
  /// of an answer comes from here, so a token cannot get into it that way.
  func redacting(_ token: BearerToken) -> TransportResponse {
    let secret = Array(token.secret.utf8)
    // A word shorter than any real token could stand in an answer by chance.
    guard secret.count >= 8 else { return self }
    var response = self
    if let body = Self.redacted(Array(body), secret) { response.body = Data(body) }
    for index in response.head.headerFields.indices {
      let value = Array(response.head.headerFields[index].value.utf8)
      guard let redacted = Self.redacted(value, secret) else { continue }
      response.head.headerFields[index].value = String(decoding: redacted, as: UTF8.self)
    }
    return response
  }

  /// Bytes without a secret; `nil` if it is not in them.
  ///
  /// By hand, since the standard library's search brings its regular expressions, a megabyte, into libchunk.so.
  private static func redacted(_ bytes: [UInt8], _ secret: [UInt8]) -> [UInt8]? {
    var redacted: [UInt8]?
    var rest = bytes[...]
    while let place = start(of: secret, in: rest) {
      redacted = (redacted ?? []) + rest[..<place] + Array("(redacted)".utf8)
      rest = rest[(place + secret.count)...]
    }
    return redacted.map { $0 + rest }
  }

  private static func start(of secret: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count >= secret.count else { return nil }
    return (bytes.startIndex...(bytes.endIndex - secret.count)).first { start in
      bytes[start] == secret[0] && bytes[start..<(start + secret.count)].elementsEqual(secret)
    }
  }
}
