internal import ChunkModels
internal import Hummingbird

/// The current user.
extension RouteTable {
  func addUserRoutes() {
    let maximumUploadSize = dispatcher.configuration.maximumFileSize
    on(.get, "/users/me", .user) { exchange in
      var members = JSONValue(of: exchange.user.mini).objectValue ?? [:]
      members["status"] = "active"
      members["max_upload_size"] = .integer(maximumUploadSize)
      members["space_amount"] = .integer(Self.spaceAmount)
      members["space_used"] = 0
      return try Answer.json(JSONValue.object(members).keeping(exchange.fields))
    }
  }

  private static let spaceAmount: Int64 = 1 << 50
}
