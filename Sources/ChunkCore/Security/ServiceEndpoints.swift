/// Where the service is.
public struct ServiceEndpoints: Sendable, Hashable {
  /// The URL before `/2.0/…` for files, such as `https://api.box.com`.
  public let base: ServiceURL
  /// The URL before `/2.0/…` for upload sessions, such as `https://upload.box.com/api`.
  public let upload: ServiceURL

  /// The upload URL as text, as ``ResumeRecord/uploadURL`` has it.
  public var uploadURL: String { "\(upload.scheme)://\(upload.authority)\(upload.path)" }

  /// The real service: `https://api.box.com` and `https://upload.box.com/api`.
  public static let box = ServiceEndpoints(
    base: ServiceURL(scheme: "https", authority: "api.box.com", path: ""),
    upload: ServiceURL(scheme: "https", authority: "upload.box.com", path: "/api"))

  private init(base: ServiceURL, upload: ServiceURL) {
    self.base = base
    self.upload = upload
  }

  /// Another service, or the real one through another name.
  ///
  /// - Parameters:
  ///   - base: The URL before `/2.0/…` for files. The default is the real service's.
  ///   - upload: The URL before `/2.0/…` for upload sessions. The default is the real service's.
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/urlRefused`` for a URL that is not https
  ///   (http is accepted for loopback addresses), or that has a user, a query or a fragment.
  public init(
    base: String = "https://api.box.com", upload: String = "https://upload.box.com/api"
  ) throws(ChunkError) {
    self.base = try Self.checked(base, name: "base URL")
    self.upload = try Self.checked(upload, name: "upload URL")
  }

  private static func checked(_ text: String, name: String) throws(ChunkError) -> ServiceURL {
    let url = try ServiceURL(text)
    guard url.scheme == "https" || url.isLoopback else {
      throw .urlRefused("The \(name) \(text) is not https", "Use https; http is for loopback addresses only")
    }
    guard url.query == nil else {
      throw .urlRefused("The \(name) has a query", "Give the URL up to, and without, /2.0")
    }
    return url
  }
}
