internal import ChunkModels

/// The header of a part: `bytes <first>-<last>/<total>` (RFC 9110, section 14.4).
struct ContentRange: Sendable, Hashable {
  /// The bytes of the file that the part has.
  var range: Range<Int64>
  /// The size of the file.
  var total: Int64

  /// Reads the header.
  ///
  /// - Throws: 400 if it is missing or malformed. The code that the service has for it is not known.
  init(header: String?) throws(APIError) {
    guard let header else {
      throw .badArgument(.badRequest, name: "Content-Range", "Content-Range is missing")
    }
    let malformed = APIError.badArgument(
      .badRequest, name: "Content-Range", "Content-Range \"\(header)\" is not bytes <first>-<last>/<total>")
    let words = header.split(separator: " ")
    guard words.count == 2, words[0].lowercased() == "bytes" else { throw malformed }
    let sides = words[1].split(separator: "/")
    let ends = sides.first?.split(separator: "-", omittingEmptySubsequences: false) ?? []
    guard sides.count == 2, ends.count == 2, let first = Int64(ends[0]), let last = Int64(ends[1]),
      let total = Int64(sides[1]), last < Int64.max
    else { throw malformed }
    guard first >= 0, last >= first, total > last else {
      throw .rangeDoesNotFit("Content-Range \"\(header)\" is empty or lies outside of the file")
    }
    range = first..<(last + 1)
    self.total = total
  }
}
