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
    // A word shorter than any real token could stand in an answer by chance.
    guard token.secret.utf8.count >= 8 else { return self }
    var response = self
    response.body = body.replacing(Data(token.secret.utf8), with: Data("(redacted)".utf8))
    for index in response.head.headerFields.indices {
      let value = response.head.headerFields[index].value
      if value.contains(token.secret) {
        response.head.headerFields[index].value = value.replacing(token.secret, with: "(redacted)")
      }
    }
    return response
  }
}
