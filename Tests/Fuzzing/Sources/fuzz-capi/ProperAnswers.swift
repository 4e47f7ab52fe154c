/// What a service that works answers, as far as the library looks at it.
enum ProperAnswers {
  static func body(_ request: Request) -> [UInt8] {
    let path = request.path.split(separator: "?").first ?? ""
    if request.method == "PUT" { return Array(part(request).utf8) }
    if request.method == "DELETE" { return [] }
    if path.hasSuffix("/commit") || path.hasSuffix("/files/5") { return Array(file.utf8) }
    if path.hasSuffix("/parts") {
      return Array(#"{"entries":[],"total_count":0,"limit":1000,"offset":0}"#.utf8)
    }
    if path.hasSuffix("/plan") { return Array(#"{"entries":[],"parts":[]}"#.utf8) }
    return Array(session.utf8)
  }

  /// Three parts of a large file.
  private static var session: String {
    let base = World.urls[0] + "/2.0/files/upload_sessions/S"
    return #"{"id":"S","type":"upload_session","part_size":8388608,"total_parts":3,"num_parts_processed":0,"#
      + #""session_expires_at":"2099-01-01T00:00:00Z","session_endpoints":{"upload_part":"\#(base)","#
      + #""commit":"\#(base)/commit","abort":"\#(base)","list_parts":"\#(base)/parts","status":"\#(base)"}}"#
  }

  private static func part(_ request: Request) -> String {
    let (offset, size) = request.range
    return
      #"{"part":{"part_id":"\#(offset)","offset":\#(offset),"size":\#(size),"sha1":"\#(request.digest)"}}"#
  }

  /// The SHA-1 is that of a large file.
  private static let file =
    #"{"total_count":1,"entries":[{"type":"file","id":"5","etag":"0","size":20000000,"name":"disk.img","#
    + #""sha1":"315be4633e59983b487a97e473a7d4c40de61f53"}]}"#
}
