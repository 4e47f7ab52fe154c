/// What an error tells beyond its code: an open object, of which uploads know three fields.
///
/// The object is kept whole, and the known fields are read from it when asked for, so that nothing is
/// lost and nothing in it can make the error unreadable.
/// [Client error](https://developer.box.com/reference/resources/client-error)
public struct ErrorContext: Sendable, Hashable {
  /// All fields as they came.
  public var fields: [String: JSONValue]

  /// Creates a context from its fields.
  public init(fields: [String: JSONValue] = [:]) {
    self.fields = fields
  }

  /// Any field by its name on the wire.
  public subscript(name: String) -> JSONValue? {
    fields[name]
  }

  /// The items that stand in the way; empty when none is told.
  ///
  /// Box sends one object when a file is in the way and a list when a folder is; this is a list for both.
  public var conflicts: [ConflictingItem] {
    let items =
      switch fields["conflicts"] {
      case .array(let items): items
      case .some(let item): [item]
      case .none: [JSONValue]()
      }
    return items.compactMap { try? $0.decode(ConflictingItem.self) }
  }

  /// The session that is already open, in an error ``ErrorCode/sessionConflict``.
  public var session: UploadSession? {
    try? fields["session"]?.decode(UploadSession.self)
  }

  /// The part that the server already holds, in an error ``ErrorCode/rangeOverlapsExistingPart``.
  public var conflictingPart: UploadPart? {
    try? fields["conflicting_part"]?.decode(UploadPart.self)
  }
}

extension ErrorContext: Codable {
  /// Reads any object.
  public init(from decoder: any Decoder) throws {
    fields = try decoder.singleValueContainer().decode([String: JSONValue].self)
  }

  /// Writes the object as it came.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(fields)
  }
}
