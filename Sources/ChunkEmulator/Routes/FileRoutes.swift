internal import ChunkModels
internal import HTTPTypes
internal import Hummingbird

/// Files: their metadata and their content.
extension RouteTable {
  func addFileRoutes() {
    let store = dispatcher.store
    on(.get, "/files/{file}", .file) { exchange in
      let file = try store.file(try exchange.parameter("file"))
      return try Answer.json(file.model(path: store.path(ofFolder: file.folderID)))
    }
    on(.put, "/files/{file}", .file) { exchange in
      let body = try await exchange.json()
      let name = try body["name"]?.stringValue.map { name throws(APIError) in try ItemName.check(name) }
      let folder = body["parent"]?["id"]?.stringValue
      if let folder { try store.check(exchange.rights.resource, folder: folder) }
      let file = try store.updateFile(
        try exchange.parameter("file"), name: name, folderID: folder,
        attributes: try body.decode(CommitAttributes.self), condition: exchange.condition)
      return try Answer.json(file.model(path: store.path(ofFolder: file.folderID)))
    }
    on(.delete, "/files/{file}", .file) { exchange in
      try store.deleteFile(try exchange.parameter("file"), condition: exchange.condition)
      return Answer.empty(.noContent)
    }
    on(.get, "/files/{file}/content", .content) { exchange in
      let file = try store.file(try exchange.parameter("file"))
      return try Self.download(file, range: exchange.request.headers[.range], from: store)
    }
  }

  /// The service redirects to a download host; here the content comes at once.
  private static func download(_ file: FileRecord, range header: String?, from store: Store) throws
    -> Response
  {
    guard let version = file.versions.last else { throw APIError.notFound("content of file \(file.id)") }
    var headers: HTTPFields = [
      .contentType: "application/octet-stream", .acceptRanges: "bytes", .eTag: "\"\(version.sha1)\"",
    ]
    var range = 0..<version.size
    var status = HTTPResponse.Status.ok
    if let header, let asked = ByteRange.parse(header, size: version.size) {
      guard let asked = asked.satisfiable else {
        headers[.contentRange] = "bytes */\(version.size)"
        return Answer.empty(.rangeNotSatisfiable, headers: headers)
      }
      range = asked
      status = .partialContent
      headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(version.size)"
    }
    let body = try store.content(version.contentID).body(range)
    return Response(status: status, headers: headers, body: body)
  }
}

extension ContentFile {
  /// An answer's body with a region, read as it is sent.
  fileprivate func body(_ region: Range<Int64>) -> ResponseBody {
    ResponseBody(contentLength: region.count) { [self] writer in
      var position = region.lowerBound
      while position < region.upperBound {
        let end = min(position + Int64(Self.blockSize), region.upperBound)
        try await writer.write(try buffer(position..<end))
        position = end
      }
      try await writer.finish(nil)
    }
  }

  /// The bytes of a region.
  fileprivate func buffer(_ region: Range<Int64>) throws -> ByteBuffer {
    var buffer = ByteBuffer()
    buffer.reserveCapacity(region.count)
    try forEachBlock(in: region) { block, _ in buffer.writeBytes(block) }
    return buffer
  }
}

/// The header of a partial download (RFC 9110, section 14.2), with one range.
struct ByteRange: Sendable, Hashable {
  /// The bytes asked for, or `nil` if the content has none of them.
  var satisfiable: Range<Int64>?

  /// Reads the header; `nil` if it is malformed or has several ranges, which is to be ignored.
  static func parse(_ header: String, size: Int64) -> ByteRange? {
    guard header.hasPrefix("bytes=") else { return nil }
    let ends = header.dropFirst("bytes=".count).split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2 else { return nil }
    switch (Int64(ends[0]), Int64(ends[1])) {
    case (let first?, let last?) where last >= first && last < Int64.max:
      return ByteRange(satisfiable: first < size ? first..<min(last + 1, size) : nil)
    case (let first?, nil) where ends[1].isEmpty:
      return ByteRange(satisfiable: first < size ? first..<size : nil)
    case (nil, let count?) where ends[0].isEmpty:
      return ByteRange(satisfiable: count > 0 && size > 0 ? max(0, size - count)..<size : nil)
    default: return nil
    }
  }
}
