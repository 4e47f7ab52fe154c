internal import ChunkModels
internal import HTTPTypes

/// The refusals that are about items of the store.
extension APIError {
  /// 404 for a folder that is not there. The service says `not_found` in the body; its reference calls
  /// the case `invalid_parameter`.
  static func folderNotFound(_ id: String) -> APIError { .notFound("folder \(id)") }

  /// 409 for a name that a file has: `conflicts` is one object, as clients expect it.
  static func nameInUse(by file: FileRecord) -> APIError {
    APIError(
      .conflict, .itemNameInUse, "Item with the same name already exists",
      contextInfo: ["conflicts": JSONValue(of: file.conflict)])
  }

  /// 409 for a name that a folder has: `conflicts` is an array.
  static func nameInUse(by folder: FolderRecord) -> APIError {
    APIError(
      .conflict, .itemNameInUse, "Item with the same name already exists",
      contextInfo: ["conflicts": .array([JSONValue(of: folder.mini)])])
  }

  /// 409 for a session that is open already, which `context_info` has with its URLs.
  static func sessionConflict(_ session: UploadSession) -> APIError {
    APIError(
      .conflict, .sessionConflict, "An upload session for this file is already open",
      contextInfo: ["session": JSONValue(of: session)])
  }

  /// 416 for a part whose place is taken. The message names the stored part; so does `context_info`.
  static func overlap(with part: StoredPart) -> APIError {
    APIError(
      .rangeNotSatisfiable, .rangeOverlapsExistingPart,
      "Range overlaps with existing part: part_id \(part.id), offset \(part.offset), size \(part.size)",
      contextInfo: ["conflicting_part": JSONValue(of: part.model)])
  }

  /// 416 for a range that is no part of the session.
  static func rangeDoesNotFit(_ message: String) -> APIError {
    APIError(.rangeNotSatisfiable, "range_not_satisfiable", "Range does not fit: \(message)")
  }

  /// 409 for a part that comes while the session is being committed.
  static let commitUnderWay = APIError(
    .conflict, .operationBlockedTemporary, "The session is being committed")

  /// 400 for a commit whose parts are not the ones on the server.
  static func partsMismatch(_ message: String) -> APIError {
    APIError(.badRequest, .partsMismatch, message)
  }
}
