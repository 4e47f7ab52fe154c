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

  /// The flag, to go into a command that is to be pasted.
  var words: [String] { ShellWord.option("--state-dir", stateDir) }
}
