import ArgumentParser
import ChunkCore

struct UploadsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "uploads",
    abstract: "List, resume, abort or forget unfinished uploads.",
    discussion: """
      'chunk upload' keeps a small record of each upload until it is done or aborted. These commands work on \
      the records; an id is the first column of the list, and as much of its beginning as is unambiguous \
      is enough.
      """,
    subcommands: [UploadsList.self, UploadsResume.self, UploadsAbort.self, UploadsForget.self])
}

/// Which of the unfinished uploads are meant.
struct UploadsSelection: ParsableArguments, Sendable {
  @Argument(help: ArgumentHelp("The uploads' ids, or their beginnings.", valueName: "id"))
  var ids: [String] = []

  @Flag(help: "All of them.")
  var all = false

  func validate() throws {
    if all, !ids.isEmpty { throw ValidationError("Give ids or --all, not both.") }
    if !all, ids.isEmpty { throw ValidationError("Missing expected argument '<id> ...', or --all.") }
  }

  /// The uploads, each once.
  ///
  /// - Throws: ``ChunkError`` if the records cannot be listed, or if an id is not the one of a single upload.
  func uploads(in store: FileResumeStore) throws(ChunkError) -> [StoredUpload] {
    let uploads = try Self.all(in: store)
    if all { return uploads }
    var chosen: [StoredUpload] = []
    for id in ids {
      let upload = try Self.upload(id, of: uploads, in: store)
      if !chosen.contains(upload) { chosen.append(upload) }
    }
    return chosen
  }

  /// - Throws: ``ChunkError`` if the records cannot be listed.
  static func all(in store: FileResumeStore) throws(ChunkError) -> [StoredUpload] {
    do throws(ResumeError) {
      return try store.uploads()
    } catch {
      throw ChunkError(error)
    }
  }

  private static func upload(
    _ id: String, of uploads: [StoredUpload], in store: FileResumeStore
  ) throws(ChunkError) -> StoredUpload {
    let found = id.isEmpty ? [] : uploads.filter { $0.id.hasPrefix(id.lowercased()) }
    guard let upload = found.first else {
      throw ChunkError(
        .notFound, "There is no unfinished upload '\(id)' in '\(store.directory)'",
        remedy: "See 'chunk uploads list'; one that is done has no record any more")
    }
    guard found.count == 1 else {
      throw ChunkError(
        .invalidArgument, "'\(id)' is the beginning of \(found.count) ids",
        remedy: "Give more of it: \(found.map(\.id).joined(separator: ", "))")
    }
    return upload
  }
}
