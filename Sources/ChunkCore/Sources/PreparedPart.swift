internal import ChunkDigest
internal import ChunkTransport

/// A part that is ready to be sent, any number of times.
struct PreparedPart: Sendable {
  let range: PartRange
  let digest: Digest<SHA1>
  let body: RequestBody
  /// By what the service is asked whether it holds the part; `nil` for a part that it is not asked for.
  var content: Digest<SHA512>?
}
