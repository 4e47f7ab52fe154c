extension JSONValue {
  /// What a JSON pointer leads to, such as `/context_info/conflicts/0/name`, or `nil` if it leads
  /// nowhere or is no pointer. The empty pointer leads to the whole.
  /// [RFC 6901](https://www.rfc-editor.org/rfc/rfc6901)
  public func value(atPointer pointer: String) -> JSONValue? {
    if pointer.isEmpty { return self }
    guard pointer.utf8.first == UInt8(ascii: "/") else { return nil }
    // Over the UTF-8, since a `/` that a combining mark follows is another Character, and still a `/`.
    let tokens = pointer.utf8.dropFirst().split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    var value = self
    for token in tokens {
      guard let name = Self.unescape(token), let next = value.child(named: name) else { return nil }
      value = next
    }
    return value
  }

  private func child(named name: String) -> JSONValue? {
    switch self {
    case .object(let fields): fields[name]
    case .array: Self.arrayIndex(name).flatMap { self[$0] }
    default: nil
    }
  }

  /// RFC 6901, 4: digits without a leading zero. `-` means the place after the last element, where
  /// nothing is.
  private static func arrayIndex(_ text: String) -> Int? {
    let digits = text.utf8
    guard digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
    guard digits.count == 1 || digits.first != UInt8(ascii: "0") else { return nil }
    return Int(text)
  }

  /// RFC 6901, 3: `~1` is `/` and `~0` is `~`; any other use of `~` is an error.
  private static func unescape(_ token: some Sequence<UInt8>) -> String? {
    var bytes: [UInt8] = []
    var isEscape = false
    for byte in token {
      switch (isEscape, byte) {
      case (true, UInt8(ascii: "0")): bytes.append(UInt8(ascii: "~"))
      case (true, UInt8(ascii: "1")): bytes.append(UInt8(ascii: "/"))
      case (true, _): return nil
      case (false, UInt8(ascii: "~")): break
      case (false, _): bytes.append(byte)
      }
      isEscape = !isEscape && byte == UInt8(ascii: "~")
    }
    return isEscape ? nil : String(decoding: bytes, as: UTF8.self)
  }
}
