internal import ChunkModels
internal import Hummingbird

/// Creating, reading and aborting upload sessions, and their log.
extension RouteTable {
  func addSessionRoutes() {
    let store = dispatcher.store
    let hasPlan = dispatcher.configuration.hasPlans
    on(.post, "/files/upload_sessions", .create) { exchange in
      let body = try await exchange.json()
      let target = try SessionArguments.newFile(body)
      try store.check(exchange.rights.resource, folder: target.folderID)
      return try Self.created(exchange, hasPlan: hasPlan) {
        try store.createSession(
          folderID: target.folderID, name: target.name, size: target.size, for: exchange.user)
      }
    }
    on(.post, "/files/{file}/upload_sessions", .createVersion) { exchange in
      let file = try exchange.parameter("file")
      let body = try await exchange.json()
      let name = try body["file_name"]?.stringValue.map { name throws(APIError) in try ItemName.check(name) }
      let size = try SessionArguments.size(body)
      return try Self.created(exchange, hasPlan: hasPlan) {
        try store.createSession(fileID: file, name: name, size: size, for: exchange.user)
      }
    }
    on(.get, "/files/upload_sessions/{session}", .get) { exchange in
      let session = try store.session(try exchange.parameter("session"))
      return try Answer.json(session.model(base: exchange.baseURL, hasPlan: hasPlan))
    }
    on(.delete, "/files/upload_sessions/{session}", .delete) { exchange in
      try store.abortSession(try exchange.parameter("session"))
      return Answer.empty(.noContent)
    }
    on(.post, "/files/upload_sessions/{session}/log", .log) { exchange in
      _ = try store.session(try exchange.parameter("session"))
      try await exchange.body.drain()
      return Answer.empty(.noContent)
    }
  }

  /// The answer with a new session.
  ///
  /// - Throws: 409 if there is one for the same file.
  private static func created(
    _ exchange: Exchange, hasPlan: Bool, _ create: () throws -> SessionState
  ) throws -> Response {
    do {
      return try Answer.json(
        try create().model(base: exchange.baseURL, hasPlan: hasPlan), status: .created)
    } catch let conflict as SessionConflict {
      throw APIError.sessionConflict(conflict.session.model(base: exchange.baseURL, hasPlan: hasPlan))
    }
  }
}

/// The arguments of a new session, checked in the service's words.
enum SessionArguments {
  /// Folder, name and size of a new file.
  static func newFile(_ body: JSONValue) throws(APIError) -> (folderID: String, name: String, size: Int64) {
    guard let folder = body["folder_id"], folder != .null else {
      throw .badArgument(.missingDestination, name: "folder_id", "folder_id is missing")
    }
    guard let folderID = folder.stringValue ?? folder.integerValue.map({ String($0) }),
      !folderID.isEmpty, folderID.allSatisfy({ $0.isASCII && $0.isNumber })
    else { throw .badArgument(.invalidFolderId, name: "folder_id", "folder_id must be a number in a string") }
    guard let name = body["file_name"]?.stringValue else {
      throw .badArgument(.missingFileName, name: "file_name", "file_name is missing")
    }
    return (folderID, try ItemName.check(name), try size(body))
  }

  /// The size of the file.
  static func size(_ body: JSONValue) throws(APIError) -> Int64 {
    guard let field = body["file_size"], field != .null else {
      throw .badArgument(.missingFileSize, name: "file_size", "file_size is missing")
    }
    guard let size = field.integerValue, size >= 0 else {
      throw .badArgument(.invalidFileSize, name: "file_size", "file_size must be a whole number of bytes")
    }
    return size
  }
}

/// The rules for names of files and folders.
enum ItemName {
  /// The name, if it is one.
  ///
  /// - Throws: 400 `item_name_too_long` over 255 characters, `item_name_invalid` for a name with `/`,
  ///   `\` or control characters, with a space at either end, or of dots only.
  static func check(_ name: String) throws(APIError) -> String {
    guard name.count <= maximumLength else {
      throw .badArgument(
        .itemNameTooLong, name: "name", "Item name is longer than \(maximumLength) characters")
    }
    let hasForbidden = name.unicodeScalars.contains { $0 == "/" || $0 == "\\" || $0.value < 0x20 }
    guard !name.isEmpty, !hasForbidden, name != ".", name != "..", name.first != " ", name.last != " " else {
      throw .badArgument(.itemNameInvalid, name: "name", "Item name invalid")
    }
    return name
  }

  private static let maximumLength = 255
}
