import ArgumentParser
import ChunkCore

/// What becomes of files that are there: which one gets a new version, or what happens if a name is taken.
struct VersionOptions: ParsableArguments, Sendable {
  @Option(
    help: ArgumentHelp(
      "Upload a new version of this file instead of a new file. --name renames it.", valueName: "id"))
  var fileId: String?

  @Option(
    help: ArgumentHelp(
      "With --file-id: only if nobody has changed the file, whose etag is this one.", valueName: "etag"))
  var ifMatch: String?

  @Option(
    help: ArgumentHelp(
      "What happens if the name is taken: fail; skip-same, which sends nothing if size and SHA-1 are the same; "
        + "version, which makes a new version of that file; rename, which finds a free name such as 'disk (1).img'.",
      valueName: "choice"))
  var ifExists = UploadOptions.IfExists.fail

  func validate() throws {
    if fileId == "" { throw ValidationError("--file-id is to be the id of a file.") }
    if ifMatch == "" { throw ValidationError("--if-match is to be an etag.") }
    if ifMatch != nil, fileId == nil {
      throw ValidationError("--if-match is for a new version of a file; name the file with --file-id.")
    }
    if fileId != nil, ifExists != .fail {
      throw ValidationError("--file-id names a file, which is there; leave out --if-exists.")
    }
  }

  /// - Throws: `ValidationError` if a folder is named as well, since the file stays where it is; or if something
  ///   is to happen to a name that a session has already, or that a stream cannot do.
  func validate(folder: String?, session: String?, paths: [String]) throws {
    if fileId != nil, folder != nil {
      throw ValidationError("--file-id names a file, which stays in its folder; leave out --folder.")
    }
    if session != nil, ifExists != .fail {
      throw ValidationError("--session goes on as it was opened; leave out --if-exists.")
    }
    if ifExists == .skipSame, paths == ["-"] {
      throw ValidationError(
        "Standard input cannot be compared before it is sent; choose fail, version or rename for --if-exists."
      )
    }
  }

  /// The flags, to go into a command that is to be pasted.
  var words: [String] {
    ShellWord.option("--file-id", fileId) + ShellWord.option("--if-match", ifMatch)
      + ShellWord.option("--if-exists", ifExists == .fail ? nil : ifExists.rawValue)
  }
}
