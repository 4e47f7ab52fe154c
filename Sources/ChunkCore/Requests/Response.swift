#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif
public import HTTPTypes

/// A good answer of the service: the decoded value, and the answer as it came.
///
/// The value's properties can be read straight from the response: `response.partSize`.
@dynamicMemberLookup
public struct Response<Value: Sendable>: Sendable {
  private let boxed: Boxed<Value>
  /// What the answer says.
  public var value: Value { boxed.value }
  /// The HTTP status.
  public let status: Int
  /// The header fields, `box-request-id` among them.
  public let headerFields: HTTPFields
  /// The body as it came: JSON with all fields, those too that ``value`` has no property for.
  public let rawJSON: Data

  init(value: Value, status: Int, headerFields: HTTPFields, rawJSON: Data) {
    boxed = Boxed(value)
    self.status = status
    self.headerFields = headerFields
    self.rawJSON = rawJSON
  }

  /// A property of the value.
  public subscript<Member>(dynamicMember path: KeyPath<Value, Member>) -> Member {
    value[keyPath: path]
  }

  /// The same answer with another view of it.
  func map<Other: Sendable>(_ transform: (Value) -> Other) -> Response<Other> {
    Response<Other>(
      value: transform(value), status: status, headerFields: headerFields, rawJSON: rawJSON)
  }
}
