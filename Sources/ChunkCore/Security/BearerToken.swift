/// An access token: a secret that goes into the `Authorization` header field and nowhere else.
///
/// It prints as `BearerToken(redacted)`, in string interpolation, in `dump` and in a debugger.
public struct BearerToken: Sendable, Hashable {
  /// The secret. Do not print it, log it, or write it to a file that others can read.
  public let secret: String

  /// A token from its text.
  ///
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/tokenUnavailable`` if the text is empty or
  ///   holds anything but the visible ASCII characters that a token has (RFC 6750, 2.1): a line break
  ///   from a file, for one. The message does not repeat the text.
  public init(_ secret: String) throws(ChunkError) {
    guard !secret.isEmpty, secret.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
      throw ChunkError(
        .tokenUnavailable, "The access token is empty or holds a space or a control character",
        remedy: "Give the token alone, without quotes or line breaks")
    }
    self.secret = secret
  }
}

extension BearerToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// `BearerToken(redacted)`
  public var description: String { "BearerToken(redacted)" }
  /// `BearerToken(redacted)`
  public var debugDescription: String { description }
  /// No children: the secret is not among them.
  public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
