#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
internal import ChunkModels
internal import HTTPTypes
internal import Hummingbird

/// Uploads in one request, and preflight: asking whether an upload would be accepted.
extension RouteTable {
  func addUploadRoutes() {
    let store = dispatcher.store
    on(.post, "/files/content", .upload) { exchange in
      try await Self.receive(exchange, fileID: nil, into: store)
    }
    on(.post, "/files/{file}/content", .upload) { exchange in
      let file = try store.file(try exchange.parameter("file"))
      return try await Self.receive(exchange, fileID: file.id, into: store)
    }
    on(.options, "/files/content", .preflight) { exchange in
      let body = try await exchange.json()
      guard let name = body["name"]?.stringValue, let parent = body["parent"]?["id"]?.stringValue else {
        throw APIError.badArgument(.missingDestination, name: "parent", "name and parent.id are needed")
      }
      try store.check(exchange.rights.resource, folder: parent)
      try store.checkUpload(name: try ItemName.check(name), folderID: parent)
      return try Self.preflight("\(exchange.baseURL)/files/content")
    }
    on(.options, "/files/{file}/content", .preflight) { exchange in
      let file = try store.file(try exchange.parameter("file"))
      let name = try? await exchange.json()["name"]?.stringValue
      try store.checkUpload(name: name ?? file.name, folderID: file.folderID, allowed: file.id)
      return try Self.preflight("\(exchange.baseURL)/files/\(file.id)/content")
    }
  }

  private static func receive(_ exchange: Exchange, fileID: String?, into store: Store) async throws
    -> Response
  {
    let body = try await exchange.body.collect(upTo: directUploadLimit)
    let form = try MultipartForm(
      Array(body.readableBytesView), contentType: exchange.request.headers[.contentType])
    guard let text = form.fields["attributes"], let upload = form.file,
      let attributes = try? WireJSON.decode(JSONValue.self, from: Data(text))
    else { throw APIError.badArgument(.badRequest, name: "attributes", "attributes and file are needed") }
    let name = attributes["name"]?.stringValue ?? upload.name
    let parent = attributes["parent"]?["id"]?.stringValue
    guard let folderID = fileID == nil ? parent : "" else {
      throw APIError.badArgument(.missingDestination, name: "parent", "parent.id is missing")
    }
    if fileID == nil { try store.check(exchange.rights.resource, folder: folderID) }
    let file = try store.upload(
      DirectUpload(
        fileID: fileID, folderID: folderID, name: try ItemName.check(name), content: upload.content,
        attributes: try attributes.decode(CommitAttributes.self),
        expectedSHA1: HTTPField.Name("Content-MD5").flatMap { exchange.request.headers[$0] },
        condition: exchange.condition))
    let entry = file.model(path: store.path(ofFolder: file.folderID))
    return try Answer.json(Files(totalCount: 1, entries: [entry]), status: .created)
  }

  /// What the service recommends as the limit of direct uploads, with room for the form around it.
  private static let directUploadLimit = 51 << 20

  private static func preflight(_ url: String) throws -> Response {
    try Answer.json(["upload_url": JSONValue.string(url), "upload_token": .null])
  }
}
