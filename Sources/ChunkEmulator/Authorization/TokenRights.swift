internal import ChunkModels
internal import HTTPTypes

/// What an access token is good for.
struct TokenRights: Sendable, Hashable {
  /// Whom it stands for.
  var user: User
  /// The application that asked for it; `nil` for a token of the configuration.
  var clientID: String?
  /// It may act for another user by `As-User`.
  var actsForOthers = false
  /// What it permits; `nil` for everything.
  var scopes: Set<TokenScope>?
  /// The one item, with what is below it, that it is good for; `nil` for all items.
  var resource: TokenResource?

  /// The user for whom a request acts.
  ///
  /// - Parameters:
  ///   - asUser: The value of `As-User`.
  ///   - count: How many users there are.
  /// - Throws: 403 if there is no such user, or the token may act for its own user alone.
  func user(asUser: String?, of count: Int) throws(APIError) -> User {
    guard let asUser else { return user }
    guard let other = User(id: asUser, of: count), other == user || actsForOthers else {
      throw APIError(
        .forbidden, .accessDeniedInsufficientPermissions,
        "Access denied - insufficient permission: this token cannot act as user \(asUser)")
    }
    return other
  }

  /// Checks that the scopes permit an operation.
  ///
  /// - Throws: 403 `insufficient_scope`, which `WWW-Authenticate` says too (RFC 6750, section 3.1).
  func check(_ operation: Operation, _ method: HTTPRequest.Method) throws(APIError) {
    guard let scopes, let needed = operation.scopes(method), scopes.isDisjoint(with: needed) else { return }
    let message = "The request requires higher privileges than provided by the access token."
    var error = APIError(.forbidden, .insufficientScope, message)
    error.headers[.wwwAuthenticate] =
      #"Bearer realm="Service", error="insufficient_scope", error_description="\#(message)""#
    throw error
  }
}

/// A file or a folder for which alone a token is good.
enum TokenResource: Sendable, Hashable {
  case file(String)
  case folder(String)

  /// Reads a URL such as `https://api.box.com/2.0/files/12345`, at whichever host.
  init?(url: String) {
    let steps = url.split(separator: "/", omittingEmptySubsequences: false).suffix(3)
    guard steps.count == 3, steps.first == "2.0", let id = steps.last, !id.isEmpty else { return nil }
    switch steps.dropFirst().first {
    case "files": self = .file(String(id))
    case "folders": self = .folder(String(id))
    default: return nil
    }
  }
}

extension Operation {
  /// The scopes of which one is needed; `nil` if every token will do. Whoever may do anything with an item
  /// may read what it is.
  fileprivate func scopes(_ method: HTTPRequest.Method) -> Set<TokenScope>? {
    switch self {
    case .create, .createVersion, .get, .part, .list, .delete, .commit, .plan, .log, .upload, .preflight:
      [.itemUpload, .baseUpload, .baseExplorer, .rootReadWrite]
    case .content: [.itemDownload, .baseExplorer, .rootReadWrite, .rootReadOnly]
    case .file where method == .put: [.itemRename, .baseExplorer, .rootReadWrite]
    case .file where method == .delete, .folder where method == .delete:
      [.itemDelete, .baseExplorer, .rootReadWrite]
    case .folder where method == .post: [.itemUpload, .baseUpload, .baseExplorer, .rootReadWrite]
    case .file, .folder, .user, .token, .authorize, .revoke, .any: nil
    }
  }
}

extension TokenScope {
  /// Read and write all files and folders.
  static let rootReadWrite: Self = "root_readwrite"
  /// Read all files and folders.
  static let rootReadOnly: Self = "root_readonly"

  /// The scopes that a token can be narrowed to.
  static let all: Set<TokenScope> = [
    .annotationEdit, .annotationViewAll, .annotationViewSelf, .baseExplorer, .basePicker, .basePreview,
    .baseUpload, .itemDelete, .itemDownload, .itemPreview, .itemRename, .itemShare, .itemUpload, .itemRead,
    .rootReadOnly, .rootReadWrite,
  ]
}
