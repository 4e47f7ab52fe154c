/// What a request asks for: the word that counters, recorded requests and fault scripts use for it.
public enum Operation: String, Sendable, Hashable, Codable, CaseIterable {
  /// Create an upload session for a new file.
  case create
  /// Create an upload session for a new version of a file.
  case createVersion = "create-version"
  /// Get an upload session.
  case get
  /// Upload a part.
  case part
  /// List the parts of a session.
  case list
  /// Abort a session.
  case delete
  /// Commit a session.
  case commit
  /// Ask which parts the server holds already.
  case plan
  /// Report an event to a session's log.
  case log
  /// Read, change or delete a file.
  case file
  /// Download a file.
  case content
  /// Upload a whole file in one request.
  case upload
  /// Ask whether an upload would be accepted.
  case preflight
  /// Read, create or delete a folder, or list what is in it.
  case folder
  /// Read the current user.
  case user
  /// Get an access token.
  case token
  /// Have a user allow an application.
  case authorize
  /// Revoke a token.
  case revoke
  /// In a fault script: every operation. A recorded request has it when the URL leads nowhere.
  case any
}
