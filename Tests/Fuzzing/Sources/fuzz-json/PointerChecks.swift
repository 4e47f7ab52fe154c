internal import ChunkModels
internal import FuzzSupport

/// JSON pointers lead where a plain walk leads.
enum PointerChecks {
  static func check(_ value: JSONValue, _ pointer: String) {
    expect(value.value(atPointer: pointer) == plain(value, pointer), "\"\(pointer)\" in \(value)")
    var left = 100
    walk(value, "", whole: value, left: &left)
  }

  /// Every value of a document is found by the pointer that names it.
  private static func walk(_ value: JSONValue, _ pointer: String, whole: JSONValue, left: inout Int) {
    guard left > 0 else { return }
    left -= 1
    expect(whole.value(atPointer: pointer) == value, "\"\(pointer)\" in \(whole)")
    switch value {
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        walk(element, "\(pointer)/\(index)", whole: whole, left: &left)
      }
      expect(whole.value(atPointer: "\(pointer)/\(elements.count)") == nil, "\(pointer) is too long")
      expect(whole.value(atPointer: "\(pointer)/-") == nil, "\(pointer)/- is something")
    case .object(let fields):
      for (name, field) in fields { walk(field, "\(pointer)/\(escaped(name))", whole: whole, left: &left) }
    default:
      expect(whole.value(atPointer: pointer + "/") == nil, "\(pointer)/ is something")
    }
  }

  private static func escaped(_ name: String) -> String {
    var text = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "~": text += "~0"
      case "/": text += "~1"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  /// The same by other means: over Unicode scalars, and from one end to the other.
  private static func plain(_ value: JSONValue, _ pointer: String) -> JSONValue? {
    var found = value
    var rest = pointer.unicodeScalars[...]
    while let slash = rest.popFirst() {
      guard slash == "/" else { return nil }
      let token = rest.prefix { $0 != "/" }
      rest = rest.dropFirst(token.count)
      var name = ""
      var scalars = Array(token)[...]
      while let scalar = scalars.popFirst() {
        guard scalar == "~" else {
          name.unicodeScalars.append(scalar)
          continue
        }
        guard let escape = scalars.popFirst(), escape == "0" || escape == "1" else { return nil }
        name += escape == "0" ? "~" : "/"
      }
      switch found {
      case .object(let fields):
        guard let next = fields[name] else { return nil }
        found = next
      case .array(let elements):
        guard let index = elements.indices.first(where: { "\($0)" == name }) else { return nil }
        found = elements[index]
      default: return nil
      }
    }
    return found
  }
}
