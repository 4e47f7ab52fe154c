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
  /// - Throws: ``ChunkError`` if the token cannot be one, or the transport cannot be set up.
  public init(accessToken: String, endpoints: ServiceEndpoints = .box) throws(ChunkError) {
    let token = try BearerToken(accessToken)
    self.init(transport: try Self.defaultTransport(), tokens: StaticToken(token), endpoints: endpoints)
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
