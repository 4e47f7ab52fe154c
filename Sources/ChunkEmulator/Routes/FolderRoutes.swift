internal import ChunkModels
internal import Hummingbird

/// Folders.
extension RouteTable {
  func addFolderRoutes() {
    let store = dispatcher.store
    let pages = dispatcher.configuration.itemPages
    on(.get, "/folders/{folder}", .folder) { exchange in
      let folder = try store.folder(try exchange.parameter("folder"))
      var members = Self.model(of: folder, in: store).objectValue ?? [:]
      members["item_collection"] = try Self.items(of: folder.id, exchange, pages, store)
      return try Answer.json(JSONValue.object(members))
    }
    on(.get, "/folders/{folder}/items", .folder) { exchange in
      try Answer.json(try Self.items(of: try exchange.parameter("folder"), exchange, pages, store))
    }
    on(.post, "/folders", .folder) { exchange in
      let body = try await exchange.json()
      guard let name = body["name"]?.stringValue, let parent = body["parent"]?["id"]?.stringValue else {
        throw APIError.badArgument(.badRequest, name: "parent", "name and parent.id are needed")
      }
      try store.check(exchange.rights.resource, folder: parent)
      let folder = try store.createFolder(name: try ItemName.check(name), parentID: parent)
      return try Answer.json(Self.model(of: folder, in: store), status: .created)
    }
    on(.delete, "/folders/{folder}", .folder) { exchange in
      try store.deleteFolder(
        try exchange.parameter("folder"), recursively: exchange.query("recursive") == "true")
      return Answer.empty(.noContent)
    }
  }

  private static func model(of folder: FolderRecord, in store: Store) -> JSONValue {
    folder.model(path: store.path(ofFolder: folder.id).dropLast())
  }

  /// The page of a folder's items that the query asks for, by offset or by marker; a marker is the
  /// offset of the next page.
  private static func items(
    of folderID: String, _ exchange: Exchange, _ pages: PageLimits, _ store: Store
  ) throws -> JSONValue {
    let (folders, files) = try store.items(inFolder: folderID)
    let path = store.path(ofFolder: folderID)
    let all =
      folders.map { model(of: $0, in: store) } + files.map { JSONValue(of: $0.model(path: path)) }
    var page = try exchange.page(pages)
    let usesMarker = exchange.query("usemarker") == "true"
    if usesMarker { page.offset = try marker(exchange) }
    let entries = all.dropFirst(Int(page.offset)).prefix(Int(page.limit))
    var answer: [String: JSONValue] = [
      "entries": .array(entries.map { $0.keeping(exchange.fields) }), "limit": .integer(page.limit),
    ]
    let next = page.offset + Int64(entries.count)
    if usesMarker {
      answer["next_marker"] = next < all.count ? .string(String(next)) : .null
    } else {
      answer["offset"] = .integer(page.offset)
      answer["total_count"] = .integer(Int64(all.count))
      answer["order"] = [["by": "type", "direction": "ASC"], ["by": "name", "direction": "ASC"]]
    }
    return .object(answer)
  }

  private static func marker(_ exchange: Exchange) throws(APIError) -> Int64 {
    guard let text = exchange.query("marker"), !text.isEmpty else { return 0 }
    guard let marker = Int64(text), (0...Int64(UInt32.max)).contains(marker) else {
      throw .badArgument(.badRequest, name: "marker", "marker \"\(text)\" is none that was given")
    }
    return marker
  }
}

extension JSONValue {
  /// The object with the fields that were asked for, and those that the service always gives.
  func keeping(_ fields: [String]?) -> JSONValue {
    guard let fields, let members = objectValue else { return self }
    let kept = Set(fields).union(["type", "id", "etag"])
    return .object(members.filter { kept.contains($0.key) })
  }
}
