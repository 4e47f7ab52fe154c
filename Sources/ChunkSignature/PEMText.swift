/// What a text in PEM form says that it is (RFC 7468).
struct PEMText {
  /// The label of the first block, such as `ENCRYPTED PRIVATE KEY`; `nil` if there is none.
  let label: String?
  /// Whether the block is encrypted, in the new form (PKCS #8) or in the old one (RFC 1421).
  let isEncrypted: Bool

  init(_ text: String) {
    let begin = Array("-----BEGIN ".utf8)
    var label: String?
    var isEncrypted = false
    for line in text.utf8.split(whereSeparator: { $0 == 0x0a || $0 == 0x0d }) {
      if label == nil, line.starts(with: begin) {
        let name = line.dropFirst(begin.count).prefix { $0 != UInt8(ascii: "-") }
        label = String(decoding: name, as: UTF8.self)
        isEncrypted = name.starts(with: "ENCRYPTED ".utf8)
      } else if label != nil, line.starts(with: "Proc-Type: 4,ENCRYPTED".utf8) {
        isEncrypted = true
      }
    }
    self.label = label
    self.isEncrypted = isEncrypted
  }

  /// Whether the label is that of a private key of any sort.
  var isPrivateKey: Bool {
    label.map { Array($0.utf8).suffix(11).elementsEqual("PRIVATE KEY".utf8) } ?? false
  }
}
