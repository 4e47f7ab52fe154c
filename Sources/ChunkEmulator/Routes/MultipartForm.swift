/// A form with parts (RFC 7578), as a direct upload sends it: attributes and the file's content.
struct MultipartForm: Sendable {
  /// The bytes of each field that is no file, by name.
  private(set) var fields: [String: ArraySlice<UInt8>] = [:]
  /// The file: the field that has a file name. Its own name does not matter, since clients call it
  /// `file`, `contents` and more.
  private(set) var file: (name: String, content: ArraySlice<UInt8>)?

  /// Reads a form.
  ///
  /// - Parameter contentType: the request's `Content-Type`, which holds the boundary.
  /// - Throws: 400 if it is no such form.
  init(_ body: [UInt8], contentType: String?) throws(APIError) {
    guard let boundary = contentType.flatMap({ Self.parameter("boundary", of: $0) }) else {
      throw APIError(.badRequest, .badRequest, "Content-Type is not multipart/form-data with a boundary")
    }
    let delimiter = Array("\r\n--\(boundary)".utf8)
    // The first delimiter has no line break before it.
    var rest = body[...]
    guard rest.starts(with: delimiter.dropFirst(2)) else { throw Self.malformed }
    rest = rest.dropFirst(delimiter.count - 2)
    while rest.starts(with: Self.lineBreak) {
      rest = rest.dropFirst(Self.lineBreak.count)
      guard let end = Self.find(delimiter, in: rest) else { throw Self.malformed }
      add(rest[rest.startIndex..<end])
      rest = rest[end...].dropFirst(delimiter.count)
    }
  }

  private mutating func add(_ part: ArraySlice<UInt8>) {
    guard let end = Self.find(Self.lineBreak + Self.lineBreak, in: part) else { return }
    let header = String(decoding: part[part.startIndex..<end], as: UTF8.self)
    let disposition = header.split(separator: "\r\n").first {
      $0.lowercased().hasPrefix("content-disposition:")
    }
    guard let disposition = disposition.map({ String($0) }),
      let name = Self.parameter("name", of: disposition)
    else { return }
    let content = part[end...].dropFirst(2 * Self.lineBreak.count)
    if let fileName = Self.parameter("filename", of: disposition) {
      file = (fileName, content)
    } else {
      fields[name] = content
    }
  }

  private static func parameter(_ name: String, of header: String) -> String? {
    for item in header.split(separator: ";").dropFirst() {
      let sides = item.split(separator: "=", maxSplits: 1)
      guard sides.count == 2, sides[0].filter({ $0 != " " }).lowercased() == name else { continue }
      return String(sides[1].filter { $0 != "\"" })
    }
    return nil
  }

  private static func find(_ pattern: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = pattern.first else { return nil }
    var from = bytes.startIndex
    while let start = bytes[from...].firstIndex(of: first) {
      if bytes[start...].starts(with: pattern) { return start }
      from = start + 1
    }
    return nil
  }

  private static let lineBreak = Array("\r\n".utf8)
  private static let malformed = APIError(.badRequest, .badRequest, "The form's parts are malformed")
}
