internal import ChunkTransportCurl

extension ChunkedUploadsManager {
  /// A manager for the real service over libcurl, with a token that was made elsewhere.
  ///
  /// ```swift
  /// let uploads = try ChunkedUploadsManager(accessToken: token)
  /// let file = try await uploads.uploadBigFile(file: .path("disk.img"), parentFolderId: "0")
  /// ```
  ///
  /// - Parameters:
  ///   - accessToken: The access token; it lives for about an hour.
  ///   - endpoints: Where the service is; the real one by default.
  /// - Throws: ``ChunkError`` if the token cannot be one, or libcurl cannot be set up.
  public init(accessToken: String, endpoints: ServiceEndpoints = .box) throws(ChunkError) {
    let token = try BearerToken(accessToken)
    let transport: CurlTransport
    do {
      transport = try CurlTransport()
    } catch {
      throw ChunkError(
        .internal, "The transport could not be set up: \(error)", remedy: "Check the installation of libcurl",
        cause: error)
    }
    self.init(transport: transport, tokens: StaticToken(token), endpoints: endpoints)
  }
}
