import ChunkCore
import ChunkCoreTestSupport
import ChunkModels
import ChunkTransportTesting

/// A manager over a scripted transport, by default for a service elsewhere than Box's.
func manager(
  _ transport: MemoryTransport, tokens: (any TokenProvider)? = nil, endpoints: ServiceEndpoints? = nil
) throws -> ChunkedUploadsManager {
  try ChunkedUploadsManager(
    transport: transport, tokens: tokens ?? StaticToken(BearerToken(secretText)),
    endpoints: endpoints
      ?? ServiceEndpoints(base: "https://files.example", upload: "https://up.example:8443/api/"),
    clock: ImmediateClock(), logger: .evidence)
}

/// JSON of the service for the tests that need an answer and not what is in it.
enum Document {
  static let session = """
    {"id":"F971964745A5CD0C001BBE4E58196BFD","type":"upload_session","part_size":8388608,
     "session_expires_at":"2030-01-02T03:04:05Z","total_parts":3,"num_parts_processed":0}
    """
  static let part = """
    {"part":{"part_id":"6F2D3486","offset":0,"size":4,"sha1":"134b65991ed521fcfe4724b7d814ab8ded5185dc"}}
    """
  static let file = """
    {"id":"12345","type":"file","name":"a.bin","size":20000000,
     "sha1":"134b65991ed521fcfe4724b7d814ab8ded5185dc"}
    """
  static let files = #"{"total_count":1,"entries":[\#(file)]}"#
  static let parts = #"{"total_count":0,"limit":100,"offset":0,"entries":[]}"#
  static let plan = """
    {"upload_session_id":"F971","hits":[{"offset":0,"size":4,"sha512":"ab","part_id":"6F2D3486"}],
     "misses":[{"offset":4,"size":4,"sha512":"cd"}]}
    """
}
