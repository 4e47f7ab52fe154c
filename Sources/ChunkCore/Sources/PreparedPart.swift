internal import ChunkDigest
internal import ChunkTransport

/// A part that is ready to be sent, any number of times.
struct PreparedPart: Sendable {
  let range: PartRange
  let digest: Digest<SHA1>
  let body: RequestBody
}
