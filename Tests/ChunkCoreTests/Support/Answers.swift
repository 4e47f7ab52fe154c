import ChunkModels
import ChunkTransportTesting

extension MemoryAnswer {
  /// Box's error object with a code.
  static func error(_ status: Int, _ code: String, context: String = "{}") -> MemoryAnswer {
    text(
      status,
      """
      {"type":"error","status":\(status),"code":"\(code)","message":"no","context_info":\(context),\
      "request_id":"r1"}
      """)
  }
}

extension RecordedRequest {
  /// The body as JSON.
  func json() throws -> JSONValue { try WireJSON.decode(JSONValue.self, from: body) }
}
