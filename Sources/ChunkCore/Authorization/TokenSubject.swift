/// Whom a token stands for that an app gets by itself.
public enum TokenSubject: Sendable, Hashable {
  /// The app's own service account in the enterprise of this id.
  case enterprise(String)
  /// The user of this id: one of the app's own, or one whom the app may act for.
  case user(String)

  /// The word for it on the wire.
  var type: String {
    switch self {
    case .enterprise: "enterprise"
    case .user: "user"
    }
  }

  /// The id.
  var id: String {
    switch self {
    case .enterprise(let id), .user(let id): id
    }
  }
}
