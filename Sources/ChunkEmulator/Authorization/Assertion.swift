#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
internal import ChunkModels

/// A JSON Web Token (RFC 7519) by which an application says who it is.
struct Assertion: Sendable {
  private let header: JSONValue
  private let claims: JSONValue
  private let signed: [UInt8]
  private let signature: [UInt8]

  /// Takes the token apart.
  ///
  /// - Throws: if it has not three parts, or they are no JSON.
  init(_ text: String) throws(TokenRefusal) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let header = Self.object(parts[0]), let claims = Self.object(parts[1]),
      let signature = Base64URL.decode(parts[2])
    else { throw .grant("The assertion is malformed") }
    self.header = header
    self.claims = claims
    self.signature = signature
    signed = Array("\(parts[0]).\(parts[1])".utf8)
  }

  /// Checks the signature against an application's keys.
  ///
  /// - Throws: for an algorithm that the service does not take, an unknown key, or a wrong signature.
  func verify(_ keys: [String: SignatureKey]?) throws(TokenRefusal) {
    guard let algorithm = header["alg"]?.stringValue, let digest = Self.digests[algorithm] else {
      throw .grant("Please check the 'alg' header. It must be one of RS256, RS384 and RS512.")
    }
    guard let keys else { return }
    guard let id = header["kid"]?.stringValue, let key = keys[id] else {
      throw .grant("Please check the 'kid' header. The public key is not known.")
    }
    guard key.verifies(signature, of: signed, digest: digest) else {
      throw .grant("The signature of the assertion is invalid")
    }
  }

  /// A claim that is a text.
  func text(_ name: String) -> String? { claims[name]?.stringValue }

  /// A claim that is a time.
  func date(_ name: String) -> Date? {
    claims[name]?.numberValue.map { Date(timeIntervalSince1970: $0) }
  }

  /// Whom the token is for: one text or several.
  var audience: [String] {
    claims["aud"]?.stringValue.map { [$0] } ?? claims["aud"]?.arrayValue?.compactMap(\.stringValue) ?? []
  }

  private static let digests = ["RS256": "SHA256", "RS384": "SHA384", "RS512": "SHA512"]

  private static func object(_ part: Substring) -> JSONValue? {
    guard let bytes = Base64URL.decode(part),
      let value = try? WireJSON.decode(JSONValue.self, from: Data(bytes)), value.objectValue != nil
    else { return nil }
    return value
  }
}
