import ArgumentParser
import ChunkCore

/// Which file gets a new version, if it is not to be a new file.
struct VersionOptions: ParsableArguments, Sendable {
  @Option(
    help: ArgumentHelp(
      "Upload a new version of this file instead of a new file. --name renames it.", valueName: "id"))
  var fileId: String?

  @Option(
    help: ArgumentHelp(
      "With --file-id: only if nobody has changed the file, whose etag is this one.", valueName: "etag"))
  var ifMatch: String?

  func validate() throws {
    if fileId == "" { throw ValidationError("--file-id is to be the id of a file.") }
    if ifMatch == "" { throw ValidationError("--if-match is to be an etag.") }
    if ifMatch != nil, fileId == nil {
      throw ValidationError("--if-match is for a new version of a file; name the file with --file-id.")
    }
  }

  /// - Throws: `ValidationError` if a folder is named as well: the file stays where it is.
  func validate(folder: String?) throws {
    guard fileId != nil, folder != nil else { return }
    throw ValidationError("--file-id names a file, which stays in its folder; leave out --folder.")
  }

  /// The flags, to go into a command that is to be pasted.
  var words: [String] {
    ShellWord.option("--file-id", fileId) + ShellWord.option("--if-match", ifMatch)
  }
}
