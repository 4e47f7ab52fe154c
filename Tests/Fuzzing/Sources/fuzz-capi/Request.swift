internal import Foundation

/// A request as the server has read it, its body only as a number of bytes.
struct Request {
  let method: String
  let path: String
  private var fields: [String: String] = [:]

  /// `nil` if the connection ends first.
  init?(reading connection: CInt) {
    var head: [UInt8] = []
    while !head.suffix(4).elementsEqual([13, 10, 13, 10]) {
      var byte: UInt8 = 0
      guard head.count < 200_000, recv(connection, &byte, 1, 0) == 1 else { return nil }
      head.append(byte)
      // A TLS handshake.
      if head[0] == 0x16 { return nil }
    }
    let lines = String(decoding: head, as: UTF8.self).split(whereSeparator: \.isNewline)
    let words = lines.first?.split(separator: " ") ?? []
    guard words.count >= 2 else { return nil }
    method = String(words[0])
    path = String(words[1])
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      fields[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(
        in: .whitespaces)
    }
    if self["expect"] != "" { send(connection, "HTTP/1.1 100 Continue\r\n\r\n", 25, 0) }
    var left = Int(self["content-length"]) ?? 0
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while left > 0 {
      let count = recv(connection, &buffer, min(left, buffer.count), 0)
      guard count > 0 else { return nil }
      left -= count
    }
  }

  subscript(name: String) -> String { fields[name] ?? "" }

  /// The range of a part: its first byte and its size.
  var range: (offset: Int, size: Int) {
    let numbers = self["content-range"].split { !$0.isNumber }.compactMap { Int($0) }
    guard numbers.count >= 2, numbers[1] >= numbers[0] else { return (0, 0) }
    return (numbers[0], numbers[1] - numbers[0] + 1)
  }

  /// The digest in hexadecimal.
  var digest: String {
    let bytes = Data(base64Encoded: String(self["digest"].dropFirst(4))) ?? Data()
    return bytes.map { String(format: "%02x", $0) }.joined()
  }
}
