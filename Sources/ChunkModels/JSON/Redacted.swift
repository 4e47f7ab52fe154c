/// A value that holds a secret and must not show it when it is printed, interpolated or dumped.
public protocol Redacted: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// What a reader may see: the fields by name, with ``redacted(_:)`` in the place of each secret.
  var shownFields: KeyValuePairs<String, Any> { get }
}

extension Redacted {
  /// Says that there is a secret, or that there is none, but not which.
  public func redacted(_ secret: String?) -> String {
    secret == nil ? "nil" : "<redacted>"
  }

  /// The fields without the secrets.
  public var description: String {
    "\(Self.self)(" + shownFields.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + ")"
  }

  /// The fields without the secrets.
  public var debugDescription: String { description }

  /// The fields without the secrets, for `dump` and debuggers.
  public var customMirror: Mirror {
    Mirror(self, children: shownFields, displayStyle: .struct)
  }
}
