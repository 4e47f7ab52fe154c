#if canImport(Darwin)
  internal import ChunkTransportURLSession
#else
  internal import ChunkTransportCurl
#endif

extension ChunkedUploadsManager {
  /// A manager for the real service, with a token that was made elsewhere: over URLSession on Apple systems, over
  /// libcurl elsewhere. For another transport, or one with settings, there is
  /// ``init(transport:tokens:endpoints:limits:clock:threads:logger:)``.
  ///
  /// ```swift
  /// let uploads = try ChunkedUploadsManager(accessToken: token)
  /// let file = try await uploads.uploadBigFile(file: .path("disk.img"), parentFolderId: "0")
  /// ```
  ///
  /// - Parameters:
  ///   - accessToken: The access token; it lives for about an hour.
  ///   - endpoints: Where the service is; the real one by default.
  ///   - asUser: The id of a user to act for; the token's own user by default.
  /// - Throws: ``ChunkError`` if the token cannot be one, or the transport cannot be set up.
  public init(
    accessToken: String, endpoints: ServiceEndpoints = .box, asUser: String? = nil
  ) throws(ChunkError) {
    let token = try BearerToken(accessToken)
    self.init(
      transport: try Self.defaultTransport(), tokens: StaticToken(token), endpoints: endpoints, asUser: asUser
    )
  }

  /// A manager for the real service that gets its tokens itself, and renews them in time.
  ///
  /// ```swift
  /// let app = try JWTCredentials(configuration: JWTConfiguration(path: "1234_config.json"))
  /// let uploads = try ChunkedUploadsManager(grant: app)
  /// ```
  ///
  /// - Parameters:
  ///   - grant: What tokens are got with: ``ClientCredentials``, ``JWTCredentials``, ``OAuth2Login``,
  ///     ``DownscopedTokens``.
  ///   - endpoints: Where the service is; the real one by default.
  ///   - asUser: The id of a user to act for; the token's own user by default.
  /// - Throws: ``ChunkError`` if the transport cannot be set up.
  public init(
    grant: any TokenGrant, endpoints: ServiceEndpoints = .box, asUser: String? = nil
  ) throws(ChunkError) {
    self.init(transport: try Self.defaultTransport(), grant: grant, endpoints: endpoints, asUser: asUser)
  }

  private static func defaultTransport() throws(ChunkError) -> any Transport {
    do throws(TransportError) {
      #if canImport(Darwin)
        return try URLSessionTransport()
      #else
        return try CurlTransport()
      #endif
    } catch {
      throw ChunkError(
        .internal, "The transport could not be set up: \(error)", remedy: "Check the installation of libcurl",
        cause: error)
    }
  }
}
