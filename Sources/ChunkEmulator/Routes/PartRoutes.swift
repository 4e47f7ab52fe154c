internal import ChunkDigest
internal import ChunkModels
internal import HTTPTypes
internal import Hummingbird

/// Uploading and listing parts.
extension RouteTable {
  func addPartRoutes() {
    let store = dispatcher.store
    let requiresLength = dispatcher.configuration.requiresContentLength
    let pages = dispatcher.configuration.partPages
    on(.put, "/files/upload_sessions/{session}", .part) { exchange in
      let session = try exchange.parameter("session")
      _ = try store.session(session)
      let header = try PartHeader(exchange.request.headers, requiresLength: requiresLength)
      let part = try await Self.receive(header, session: session, from: exchange.body, into: store)
      return try Answer.json(UploadedPart(part: part.model))
    }
    on(.get, "/files/upload_sessions/{session}/parts", .list) { exchange in
      let session = try store.session(try exchange.parameter("session"))
      let page = try exchange.page(pages)
      let parts = session.orderedParts
      let entries = parts.dropFirst(Int(page.offset)).prefix(Int(page.limit)).map(\.model)
      return try Answer.json(
        UploadParts(
          totalCount: Int64(parts.count), limit: page.limit, offset: page.offset,
          order: [UploadPartsOrder(by: "offset", direction: .ascending)], entries: entries))
    }
  }

  private static func receive(
    _ header: PartHeader, session: String, from body: RequestBodyReader, into store: Store
  ) async throws -> StoredPart {
    let writer = try store.beginPart(
      session: session, range: header.range.range, total: header.range.total)
    do {
      while let buffer = try await body.next() {
        try buffer.withUnsafeReadableBytes { try writer.write($0) }
      }
      return try store.finishPart(writer, expected: header.digest)
    } catch {
      store.abandonPart(session: session, offset: writer.range.lowerBound, permit: writer.permit)
      throw error
    }
  }
}

/// What the header of a part says.
private struct PartHeader {
  var range: ContentRange
  var digest: Digest<SHA1>

  init(_ headers: HTTPFields, requiresLength: Bool) throws(APIError) {
    digest = try DigestHeader.read(headers)
    range = try ContentRange(header: headers[.contentRange])
    guard let length = headers[.contentLength].flatMap({ Int64($0) }) else {
      guard requiresLength else { return }
      throw APIError(.lengthRequired, .lengthRequired, "Content-Length is missing")
    }
    if length > range.range.count {
      throw APIError(
        .contentTooLarge, .requestEntityTooLarge,
        "Content-Length is \(length), but Content-Range has \(range.range.count) bytes")
    }
    if length < range.range.count {
      throw APIError(
        .badRequest, .requestSizeMismatch,
        "Content-Length is \(length), but Content-Range has \(range.range.count) bytes")
    }
  }
}

/// The `Digest` header of parts and commits.
enum DigestHeader {
  /// The SHA-1 that a request claims.
  ///
  /// - Throws: 400 if the header is missing or holds no SHA-1.
  static func read(_ headers: HTTPFields) throws(APIError) -> Digest<SHA1> {
    guard let text = HTTPField.Name("Digest").flatMap({ headers[$0] }) else {
      throw .badArgument(.badDigest, name: "Digest", "Digest is missing")
    }
    guard let digest = Digest<SHA1>(headerValue: text) else {
      throw .badArgument(.badDigest, name: "Digest", "Digest \"\(text)\" is not sha=<SHA-1 in base64>")
    }
    return digest
  }
}
