internal import ChunkDigest
internal import ChunkModels
internal import ChunkTransportTesting

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension MemoryService {
  /// [Upload part of file](https://developer.box.com/reference/put-files-upload-sessions-id)
  func storePart(_ id: String, _ request: RecordedRequest) throws -> MemoryAnswer {
    let session = try state.withLock { try $0.open(id) }
    let offset = try checkedOffset(of: request, in: session)
    guard let digest = request.field("Digest").flatMap({ Digest<SHA1>(headerValue: $0) }) else {
      throw ServiceRefusal.badRequest(.badDigest, "Digest is not sha=<SHA-1 in base64>")
    }
    let sha1 = try sha1(of: request.body)
    guard digest.hexadecimal == sha1 else {
      throw ServiceRefusal(412, .digestMismatch, "the part's SHA-1 is \(sha1) and not \(digest.hexadecimal)")
    }
    let part = try state.withLock { state in
      // It may have been aborted, or the part sent a second time, meanwhile.
      if let taken = try state.open(id).parts[offset] { throw Self.overlap(with: taken) }
      let part = MemorySession.Part(
        id: state.hexadecimalId(digits: 8), offset: offset, content: request.body, sha1: sha1)
      state.sessions[id]?.parts[offset] = part
      return part
    }
    return .json(200, UploadedPart(part: part.model))
  }

  /// Where the part begins, after its range was found to be one of the session's.
  private func checkedOffset(of request: RecordedRequest, in session: MemorySession) throws -> Int64 {
    let text = request.field("Content-Range") ?? ""
    let numbers = text.split { !$0.isNumber }.compactMap { Int64($0) }
    guard numbers.count == 3, text == "bytes \(numbers[0])-\(numbers[1])/\(numbers[2])" else {
      throw ServiceRefusal.badRequest(
        .badRequest, "Content-Range '\(text)' is not bytes <first>-<last>/<total>")
    }
    let offset = numbers[0]
    let length = min(session.partSize, session.size - offset)
    guard offset % session.partSize == 0, length > 0, numbers[1] == offset + length - 1,
      numbers[2] == session.size
    else {
      throw ServiceRefusal(
        416, "range_not_satisfiable", "Range does not fit: \(text) of \(session.size) bytes")
    }
    guard request.bodyCount == length else {
      throw ServiceRefusal.badRequest(
        .requestSizeMismatch, "\(request.bodyCount) bytes came for a range of \(length)")
    }
    return offset
  }

  private static func overlap(with part: MemorySession.Part) -> ServiceRefusal {
    ServiceRefusal(
      416, .rangeOverlapsExistingPart,
      "Range overlaps with existing part: part_id \(part.id), offset \(part.offset), size \(part.content.count)",
      context: (try? JSONValue(encoding: part.model)).map { ["conflicting_part": $0] })
  }

  /// [List parts](https://developer.box.com/reference/get-files-upload-sessions-id-parts)
  func listParts(_ id: String, _ request: RecordedRequest) throws -> MemoryAnswer {
    let session = try state.withLock { try $0.open(id) }
    let offset = request.queryNumber("offset") ?? 0
    let limit = min(request.queryNumber("limit") ?? 100, 1000)
    let parts = session.orderedParts
    return .json(
      200,
      UploadParts(
        totalCount: Int64(parts.count), limit: Int64(limit), offset: Int64(offset),
        order: [UploadPartsOrder(by: "offset", direction: .ascending)],
        entries: parts.dropFirst(offset).prefix(limit).map(\.model)))
  }
}

extension MemorySession.Part {
  /// The part as the service writes it.
  var model: UploadPart { UploadPart(partId: id, offset: offset, size: Int64(content.count), sha1: sha1) }
}

extension RecordedRequest {
  /// A number of the query that is not negative.
  fileprivate func queryNumber(_ name: String) -> Int? {
    let query = (head.path ?? "").split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
    let pair = query.split(separator: "&").first { $0.hasPrefix(name + "=") }
    return pair.flatMap { Int($0.dropFirst(name.count + 1)) }.flatMap { $0 < 0 ? nil : $0 }
  }
}
