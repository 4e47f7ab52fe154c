package import HTTPTypes

extension HTTPFields {
  /// Fields of these names and values, in order. A name that is none is left out.
  package init(named fields: [(String, String)]) {
    self.init()
    for (name, value) in fields {
      if let name = HTTPField.Name(name) { append(HTTPField(name: name, value: value)) }
    }
  }

  /// All values of a field, in order.
  package func values(named name: String) -> [String] { HTTPField.Name(name).map { self[values: $0] } ?? [] }
}
