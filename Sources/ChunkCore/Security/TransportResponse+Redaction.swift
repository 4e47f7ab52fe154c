internal import ChunkTransport
internal import HTTPTypes

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension TransportResponse {
  /// The response without the secrets that were sent with its request.
  ///
  /// What an error quotes of an answer comes from here, so no secret can get into it that way.
  func redacting(_ secrets: [String]) -> TransportResponse {
    var response = self
    if let body = Redaction.redacted(Array(body), secrets) { response.body = Data(body) }
    for index in response.head.headerFields.indices {
      let value = Array(response.head.headerFields[index].value.utf8)
      guard let redacted = Redaction.redacted(value, secrets) else { continue }
      response.head.headerFields[index].value = String(decoding: redacted, as: UTF8.self)
    }
    return response
  }
}
