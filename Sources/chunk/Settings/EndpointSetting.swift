import ChunkCore

/// One of the service's URLs: a flag, a variable, or nothing, which means Box's own.
struct EndpointSetting {
  let flag: String
  let variable: String
  let given: String?

  /// What was set, empty variables aside.
  var value: String? { Environment.value(given, variable) }

  /// Checks what was set, on its own, so that the message can name it.
  private func check(_ make: (String) throws(ChunkError) -> ServiceEndpoints) throws {
    guard let value else { return }
    do throws(ChunkError) {
      _ = try make(value)
    } catch {
      throw ChunkError(
        error.kind,
        "\(given == nil ? variable : flag) is '\(Self.withoutUser(value))', which cannot be used: "
          + error.message,
        remedy: error.remedy)
    }
  }

  /// All of them together, each checked on its own before.
  static func endpoints(
    base: EndpointSetting, upload: EndpointSetting, tokens: EndpointSetting, allowedHosts: [String],
    authorize: EndpointSetting? = nil
  ) throws -> ServiceEndpoints {
    try base.check { text throws(ChunkError) in try ServiceEndpoints(base: text) }
    try upload.check { text throws(ChunkError) in try ServiceEndpoints(upload: text) }
    try tokens.check { text throws(ChunkError) in try ServiceEndpoints(token: text) }
    try authorize?.check { text throws(ChunkError) in try ServiceEndpoints(authorize: text) }
    let box = ServiceEndpoints.box
    return try ServiceEndpoints(
      base: base.value ?? box.base.text, upload: upload.value ?? box.upload.text, token: tokens.value,
      authorize: authorize?.value, allowedHosts: allowedHosts)
  }

  /// What is to be said if only one of the two is set: the token goes to two services then.
  static func warning(base: EndpointSetting, upload: EndpointSetting) -> String? {
    guard (base.value == nil) != (upload.value == nil) else { return nil }
    let (set, unset) = base.value == nil ? (upload, base) : (base, upload)
    let box = ServiceEndpoints.box
    let other = base.value == nil ? box.base : box.upload
    return "chunk: warning: \(set.given == nil ? set.variable : set.flag) is set and \(unset.flag) is not: "
      + "that stays Box's, \(other.text)"
  }

  /// The URL without its user and password, which are nobody's business.
  private static func withoutUser(_ url: String) -> String {
    guard let at = url.lastIndex(of: "@") else { return url }
    return "…" + url[at...]
  }
}
