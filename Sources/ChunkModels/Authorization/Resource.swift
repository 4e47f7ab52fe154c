/// What a scope applies to: a file or a folder.
/// [Access token](https://developer.box.com/reference/resources/access-token)
public enum Resource: Sendable, Hashable {
  /// A file.
  case file(FileMini)
  /// A folder.
  case folder(FolderMini)
  /// Something that has another `type`, as it came.
  case other(JSONValue)
}

extension Resource: Codable {
  /// Reads what the object's `type` says it is.
  public init(from decoder: any Decoder) throws {
    let value = try JSONValue(from: decoder)
    self =
      switch value["type"]?.stringValue.map(ResourceType.init(rawValue:)) {
      case .file: .file(try FileMini(from: decoder))
      case .folder: .folder(try FolderMini(from: decoder))
      default: .other(value)
      }
  }

  /// Writes the object.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .file(let file): try file.encode(to: encoder)
    case .folder(let folder): try folder.encode(to: encoder)
    case .other(let value): try value.encode(to: encoder)
    }
  }
}
