public import ChunkModels
public import HTTPTypes

extension ChunkedUploadsManager {
  /// Reads the user whom the token, and `As-User`, stand for
  /// ([reference](https://developer.box.com/reference/get-users-me/)).
  ///
  /// - Parameter extraHeaders: More header fields.
  /// - Throws: ``ChunkError``. Kind ``ChunkError/Kind/unauthorized`` for a token that is not good,
  ///   ``ChunkError/Kind/forbidden`` if the app may not act for the user.
  public func getCurrentUser(extraHeaders: HTTPFields = [:]) async throws(ChunkError) -> Response<User> {
    try await client.send(
      ServiceCall(
        operation: .currentUser, method: .get, url: endpoints.base.appending("/2.0/users/me"),
        extraHeaders: extraHeaders),
      returning: User.self)
  }
}
