internal import CChunk
internal import FuzzSupport

/// What the sixteen operations take.
struct Arguments {
  let client: OpaquePointer?
  let options: OpaquePointer?
  let source: OpaquePointer?
  let id: UnsafePointer<CChar>?
  let url: UnsafePointer<CChar>?
  let name: UnsafePointer<CChar>?
  let digest: UnsafePointer<CChar>?
  let range: UnsafePointer<CChar>?
  let parts: UnsafePointer<CChar>?
  let size: Int64
  let offset: Int64
  let limit: Int64

  /// - Parameter isUpload: Whether requests are repeated, which a client of the real service would do for minutes.
  init(_ machine: Interpreter, isUpload: Bool) {
    client = isUpload ? machine.handle(.client) : machine.anyClient()
    options = machine.handle(.callOptions)
    source = machine.handle(.source)
    id = machine.text(["0", "5", "F971964745A5CD0C001BBE4E58196BFD", "../1", "a/b?c"])
    name = machine.text(["disk.img", "a", "..", String(repeating: "n", count: 256), "\u{e9}\u{1F600}"])
    let base = World.urls[0] + "/2.0/files/upload_sessions/S"
    url = machine.text([base, base + "/parts", base + "/commit", "https://upload.box.com/x", "http://u:p@h/"])
    digest = machine.text(["sha=fpRyg5eVQletdZqEKaFlqwBXJzM=", "sha=", "x"])
    range = machine.text(["bytes 0-4/20000000", "bytes 0-19999999/20000000", "bytes 5-4/3", "bytes */9", "-"])
    parts = machine.text([
      #"[{"part_id":"A1","offset":0,"size":20000000,"sha1":"7e94728397954257ad759a8429a165ab00572733"}]"#,
      "[]",
      #"{"entries":[{"offset":-1,"size":9223372036854775807}]}"#, #"[{"offset":0,"size":5,"sha512":"ab"}]"#,
      #"{"parts":7}"#, #"[{"size":1e400}]"#, String(repeating: "[", count: 600),
    ])
    let sizes: [Int64] = [Int64(World.fileSize), -1, 0, 5]
    size = machine.input.byte() < 200 ? machine.input.one(of: sizes) : machine.input.integer()
    offset = machine.input.integer()
    limit = machine.input.integer()
  }
}
