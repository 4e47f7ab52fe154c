public import ChunkModels

/// Tokens that permit less than the ones they are made of: some scopes, perhaps of one file or folder only
/// ([guide](https://developer.box.com/guides/authentication/tokens/downscope/)).
///
/// To upload, ``TokenScope/itemUpload`` is needed.
public struct DownscopedTokens: TokenGrant {
  private let parent: any TokenProvider
  private let scopes: [TokenScope]
  private let resource: ServiceURL?
  private let sharedLink: ServiceURL?

  /// Downscoped tokens.
  ///
  /// - Parameters:
  ///   - parent: Gives the tokens that they are made of.
  ///   - scopes: What they permit; at least one.
  ///   - resource: The URL of the only file or folder that they are good for:
  ///     `https://api.box.com/2.0/folders/ID`.
  ///   - sharedLink: A shared link, for tokens that are good for what it leads to; not with a resource.
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/invalidArgument`` for no scope, one that cannot be one, or a resource
  ///   beside a shared link; with kind ``ChunkError/Kind/urlRefused`` for a URL that is none.
  public init(
    of parent: any TokenProvider, scopes: [TokenScope], resource: String? = nil, sharedLink: String? = nil
  ) throws(ChunkError) {
    guard !scopes.isEmpty else {
      throw .invalidArgument("A downscoped token without a scope permits nothing", "Name at least one scope")
    }
    for scope in scopes {
      guard !scope.rawValue.isEmpty, scope.rawValue.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
        throw .invalidArgument(
          "'\(scope.rawValue.escapingControls())' is no scope",
          "Name one scope at a time, such as item_upload")
      }
    }
    guard resource == nil || sharedLink == nil else {
      throw .invalidArgument("A downscoped token has a resource or a shared link, not both", "Leave one out")
    }
    self.parent = parent
    self.scopes = scopes
    self.resource = if let resource { try ServiceURL(resource) } else { nil }
    self.sharedLink = if let sharedLink { try ServiceURL(sharedLink) } else { nil }
  }

  /// A token made of the parent's present one; if the service does not take that, of its next.
  public func issue(
    replacing token: BearerToken?, by service: TokenService
  ) async throws(ChunkError) -> IssuedToken {
    let first = try await parentToken(replacing: nil)
    do throws(ChunkError) {
      return try await exchange(first, by: service)
    } catch {
      guard error.kind == .credentialsRefused else { throw error }
      let next = try await parentToken(replacing: first)
      guard next != first else { throw error }
      return try await exchange(next, by: service)
    }
  }

  private func exchange(
    _ token: BearerToken, by service: TokenService
  ) async throws(ChunkError) -> IssuedToken {
    var request = TokenRequest(.exchange)
    request.add(secret: "subject_token", token.secret)
    request.add("subject_token_type", "urn:ietf:params:oauth:token-type:access_token")
    request.add("scope", scopes.map(\.rawValue).joined(separator: " "))
    if let resource { request.add("resource", resource.text) }
    if let sharedLink { request.add("box_shared_link", sharedLink.text) }
    return try await service.token(request)
  }

  private func parentToken(replacing rejected: BearerToken?) async throws(ChunkError) -> BearerToken {
    do {
      return try await parent.token(replacing: rejected)
    } catch {
      throw ChunkError(providing: error, "No token could be had to make a downscoped one of")
    }
  }
}

extension DownscopedTokens: Redacted {
  /// The scopes. A shared link is a secret of a kind, and where the parent has its tokens from is its own affair.
  public var shownFields: KeyValuePairs<String, Any> {
    [
      "scopes": scopes.map(\.rawValue), "resource": resource?.text as Any,
      "sharedLink": redacted(sharedLink?.text),
    ]
  }
}
