import ArgumentParser
import ChunkCore

/// What is printed, and in which form.
struct OutputOptions: ParsableArguments, Sendable {
  @Flag(help: "Write JSON lines to standard output: one event a line, 'finished' or 'failed' last.")
  var json = false

  @Flag(name: .shortAndLong, help: "Print nothing but errors.")
  var quiet = false

  func validate() throws {
    if json, quiet { throw ValidationError("Give --json or --quiet, not both.") }
  }

  /// Whether standard error is left alone until something fails.
  var isSilent: Bool { json || quiet }
}

extension OutputOptions {
  /// Says how a command has failed, in the form that is wanted.
  ///
  /// - Returns: The status that the program ends with.
  func fail(_ error: ChunkError) -> ExitStatus {
    if json {
      JSONLine.writeFailure(error)
    } else {
      Terminal.printError("chunk: \(ErrorText.line(error))")
    }
    return ExitStatus(error)
  }

  /// What is said at the first Ctrl-C.
  func stopping() {
    if !isSilent { Terminal.writeErrorIfReady("Stopping…\n") }
  }
}
