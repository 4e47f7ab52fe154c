import ArgumentParser
import ChunkCore

/// Where the records of uploads are kept.
struct StateOptions: ParsableArguments, Sendable {
  @Option(
    help: ArgumentHelp(
      "Where the records of unfinished uploads are kept. [$CHUNK_STATE_DIR] "
        + "(default: $XDG_STATE_HOME/chunk, or ~/.local/state/chunk)",
      valueName: "directory"),
    completion: .directory)
  var stateDir: String?

  /// - Throws: ``ChunkError`` if no directory is named and the user has no home.
  func store() throws(ChunkError) -> FileResumeStore {
    if let directory = Environment.value(stateDir, "CHUNK_STATE_DIR") {
      return FileResumeStore(directory: directory)
    }
    do throws(ResumeError) {
      return try FileResumeStore.standard()
    } catch {
      throw ChunkError(error)
    }
  }

  /// The store, for an upload. A directory that was named has to be good for records: who names one
  /// counts on them.
  ///
  /// - Throws: ``ChunkError``, of kind ``ChunkError/Kind/invalidArgument`` if a directory was named.
  func checkedStore() throws(ChunkError) -> FileResumeStore {
    let store = try store()
    guard isNamed else { return store }
    do throws(ResumeError) {
      _ = try store.uploads()
      try StatePlace.make(store.directory)
      return store
    } catch {
      let setting = stateDir == nil ? "CHUNK_STATE_DIR" : "--state-dir"
      throw ChunkError(
        .invalidArgument, "\(setting) cannot be used: \(error.message)",
        remedy: "\(error.remedy); or leave it out", cause: error)
    }
  }

  /// Whether a flag or a variable names the directory.
  var isNamed: Bool { Environment.value(stateDir, "CHUNK_STATE_DIR") != nil }

  /// The command that removes records, to be pasted.
  func forgetting(_ ids: [String]) -> String {
    ShellWord.line(["chunk", "uploads", "forget"] + words + ids)
  }

  /// What is known of an error beyond what the library knows: the command that removes a bad record.
  func explained(_ error: ChunkError) -> ChunkError {
    guard let cause = error.cause as? ResumeError, cause.kind != .locked else { return error }
    let file = cause.path.split(separator: "/").last ?? ""
    guard file.hasSuffix(".state") else { return error }
    let command = forgetting([String(file.dropLast(6))])
    var error = error
    switch cause.kind {
    case .torn:
      error.remedy =
        "Remove it with '\(command)' and upload again from the start; the session it named ends by itself"
    case .newerVersion:
      error.remedy = "Go on with the newer program that wrote it, or remove it with '\(command)'"
    default: error.remedy += ", or remove it with '\(command)'"
    }
    return error
  }

  /// The flag, to go into a command that is to be pasted.
  var words: [String] { ShellWord.option("--state-dir", stateDir) }
}
