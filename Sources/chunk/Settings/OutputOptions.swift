import ArgumentParser

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
