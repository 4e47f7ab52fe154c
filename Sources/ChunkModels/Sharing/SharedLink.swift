#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A link that lets others reach a file.
/// [File (full)](https://developer.box.com/reference/resources/file--full)
public struct SharedLink: Codable, Sendable, Hashable {
  /// The page that previews the file.
  public var url: String?

  /// The URL that downloads it.
  public var downloadUrl: String?

  /// The page under a name of the user's choice.
  public var vanityUrl: String?

  /// That name.
  public var vanityName: String?

  /// Whom the link lets in.
  public var access: SharedLinkAccess?

  /// Whom it lets in once the settings of the enterprise are applied.
  public var effectiveAccess: SharedLinkAccess?

  /// What it permits once all settings are applied.
  public var effectivePermission: SharedLinkPermission?

  /// When the link ends.
  public var unsharedAt: Date?

  /// Whether the link asks for a password.
  public var isPasswordEnabled: Bool?

  /// What the link itself permits.
  public var permissions: SharedLinkPermissions?

  /// How often the file was downloaded.
  public var downloadCount: Int64?

  /// How often it was previewed.
  public var previewCount: Int64?

  /// Creates the value; what is left out is `nil` and is not written.
  public init(
    url: String? = nil, downloadUrl: String? = nil, vanityUrl: String? = nil, vanityName: String? = nil,
    access: SharedLinkAccess? = nil, effectiveAccess: SharedLinkAccess? = nil,
    effectivePermission: SharedLinkPermission? = nil, unsharedAt: Date? = nil, isPasswordEnabled: Bool? = nil,
    permissions: SharedLinkPermissions? = nil, downloadCount: Int64? = nil, previewCount: Int64? = nil
  ) {
    self.url = url
    self.downloadUrl = downloadUrl
    self.vanityUrl = vanityUrl
    self.vanityName = vanityName
    self.access = access
    self.effectiveAccess = effectiveAccess
    self.effectivePermission = effectivePermission
    self.unsharedAt = unsharedAt
    self.isPasswordEnabled = isPasswordEnabled
    self.permissions = permissions
    self.downloadCount = downloadCount
    self.previewCount = previewCount
  }

  enum CodingKeys: String, CodingKey {
    case url
    case downloadUrl = "download_url"
    case vanityUrl = "vanity_url"
    case vanityName = "vanity_name"
    case access
    case effectiveAccess = "effective_access"
    case effectivePermission = "effective_permission"
    case unsharedAt = "unshared_at"
    case isPasswordEnabled = "is_password_enabled"
    case permissions
    case downloadCount = "download_count"
    case previewCount = "preview_count"
  }

  /// Reads the value from the JSON that Box sends; see ``WireJSON`` for what is tolerated.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    url = values.lenient(.url)
    downloadUrl = values.lenient(.downloadUrl)
    vanityUrl = values.lenient(.vanityUrl)
    vanityName = values.lenient(.vanityName)
    access = values.lenient(.access)
    effectiveAccess = values.lenient(.effectiveAccess)
    effectivePermission = values.lenient(.effectivePermission)
    unsharedAt = values.lenient(.unsharedAt)
    isPasswordEnabled = values.lenient(.isPasswordEnabled)
    permissions = values.lenient(.permissions)
    downloadCount = values.lenient(.downloadCount)
    previewCount = values.lenient(.previewCount)
  }
}
