internal import ChunkModels
internal import Hummingbird

/// Preflight: asking whether an upload would be accepted.
extension RouteTable {
  func addUploadRoutes() {
    let store = dispatcher.store
    on(.options, "/files/content", .preflight) { exchange in
      let body = try await exchange.json()
      guard let name = body["name"]?.stringValue, let parent = body["parent"]?["id"]?.stringValue else {
        throw APIError.badArgument(.missingDestination, name: "parent", "name and parent.id are needed")
      }
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

  private static func preflight(_ url: String) throws -> Response {
    try Answer.json(["upload_url": JSONValue.string(url), "upload_token": .null])
  }
}
