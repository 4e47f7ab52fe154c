/// A value in a place of its own, so that who holds it copies a reference.
///
/// Box's objects have up to forty fields; code that copies them field by field wherever they are passed on is a
/// tenth of a megabyte.
indirect enum Boxed<Value> {
  case value(Value)

  init(_ value: Value) { self = .value(value) }

  var value: Value {
    switch self {
    case .value(let value): value
    }
  }
}

extension Boxed: Sendable where Value: Sendable {}
extension Boxed: Equatable where Value: Equatable {}
extension Boxed: Hashable where Value: Hashable {}
