/// Where a rendition's bytes are.
/// [File (full)](https://developer.box.com/reference/resources/file--full)
public struct RepresentationContent: Codable, Sendable, Hashable {
  /// A URL in which `{+asset_path}` has to be filled in.
  public var urlTemplate: String?

  /// Creates the value; what is left out is `nil` and is not written.
  public init(urlTemplate: String? = nil) {
    self.urlTemplate = urlTemplate
  }

  enum CodingKeys: String, CodingKey {
    case urlTemplate = "url_template"
  }
}

/// Where more is said about a rendition.
/// [File (full)](https://developer.box.com/reference/resources/file--full)
public struct RepresentationInfo: Codable, Sendable, Hashable {
  /// A URL of the API.
  public var url: String?

  /// Creates the value; what is left out is `nil` and is not written.
  public init(url: String? = nil) {
    self.url = url
  }

  enum CodingKeys: String, CodingKey {
    case url
  }
}

/// The size and kind of a rendition.
/// [File (full)](https://developer.box.com/reference/resources/file--full)
public struct RepresentationProperties: Codable, Sendable, Hashable {
  /// Width and height in pixels, such as `2048x2048`.
  public var dimensions: String?

  /// `"true"` when it has several pages.
  public var paged: String?

  /// `"true"` when it may serve as a thumbnail.
  public var thumb: String?

  /// Creates the value; what is left out is `nil` and is not written.
  public init(dimensions: String? = nil, paged: String? = nil, thumb: String? = nil) {
    self.dimensions = dimensions
    self.paged = paged
    self.thumb = thumb
  }

  enum CodingKeys: String, CodingKey {
    case dimensions
    case paged
    case thumb
  }
}

/// Whether a rendition is ready.
/// [File (full)](https://developer.box.com/reference/resources/file--full)
public struct RepresentationStatus: Codable, Sendable, Hashable {
  /// The state.
  public var state: RepresentationState?

  /// Creates the value; what is left out is `nil` and is not written.
  public init(state: RepresentationState? = nil) {
    self.state = state
  }

  enum CodingKeys: String, CodingKey {
    case state
  }
}
