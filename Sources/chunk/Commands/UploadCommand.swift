import ArgumentParser
import ChunkCore
import ChunkModels
import ChunkTransport

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

struct UploadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "upload",
    abstract: "Upload a file of 20,000,000 bytes or more.",
    discussion: """
      Opens an upload session, sends the parts, commits, and checks that size and SHA-1 of the file \
      are right. Ctrl-C stops and keeps the session, and prints the command that goes on with it. A file \
      whose name begins with a dash is written ./-name.
      """)

  @Argument(
    help: ArgumentHelp("The file to upload; - for standard input.", valueName: "path"),
    completion: .file())
  var path: String

  @Option(help: ArgumentHelp("The folder's id. (default: 0, the root folder)", valueName: "id"))
  var folder: String?

  @Option(help: ArgumentHelp("The file's name at Box. (default: the last component of the path)"))
  var name: String?

  @Option(help: ArgumentHelp("The size; needed for standard input and pipes.", valueName: "bytes"))
  var size: Int64?

  @Option(
    help: ArgumentHelp(
      "Go on with this session: only what is missing is sent. Folder and name are the session's.",
      valueName: "id"))
  var session: String?

  @Option(help: "What becomes of the session when the upload fails: keep or abort.")
  var onFailure = UploadOptions.OnFailure.keep

  @Option(
    help: ArgumentHelp(
      "For how long the service may put the parts together before the upload ends with status 6.",
      valueName: "seconds"))
  var commitTime = Self.defaultCommitTime

  @OptionGroup(title: "Speed") var speed: SpeedOptions
  @OptionGroup(title: "File attributes") var attributes: AttributeOptions
  @OptionGroup(title: "Service") var service: ServiceOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  /// As long as the library waits.
  static let defaultCommitTime = UploadOptions().commitTime.components.seconds

  var source: SourceArgument { SourceArgument(path: path) }

  func validate() throws {
    // A year; and sums of what clocks tell do not overflow.
    guard (1...31_536_000).contains(commitTime) else {
      throw ValidationError("--commit-time is to be 1 to 31536000 seconds.")
    }
    guard session != nil else { return }
    if folder != nil { throw ValidationError("--session goes on in its own folder; leave out --folder.") }
    // From standard input the same command can be used for both.
    if name != nil, !source.isStandardInput {
      throw ValidationError("--session goes on under its own name; leave out --name.")
    }
  }

  func run() async throws {
    let reporter = reporter()
    let opened = OpenedSession()
    do {
      try await upload(reporter, opened)
    } catch {
      let error = service.explained(ChunkError(any: error))
      reporter.failed(error, hints: hints(after: error))
      throw ExitStatus(error, hadSession: opened.wasOpened)
    }
  }

  private func upload(_ reporter: any UploadReporter, _ opened: OpenedSession) async throws {
    try checkSource()
    let manager = try service.manager(isQuiet: output.quiet) { reporter.log($0) }
    let options = UploadOptions(
      sessionId: session, onFailure: onFailure,
      attributes: try attributes.attributes(forFileAt: source.isStandardInput ? nil : path),
      budget: speed.budget, commitTime: .seconds(commitTime), extraHeaders: try service.extraHeaders(),
      onEvent: { event in
        opened.note(event)
        reporter.report(event)
      })
    let start = ContinuousClock.now
    let file = try await Signals.cancelling {
      reporter.stopping()
    } second: {
      let session = opened.id.map { "chunk: session \(Columns.printable($0)) is left\n" } ?? ""
      Terminal.writeErrorIfReady("\n\(session)")
    } _: {
      do throws(ChunkError) {
        return try await manager.uploadBigFile(
          file: source.source, fileName: fileName, fileSize: size, parentFolderId: folder ?? "0",
          options: options)
      } catch {
        // The settings' URLs were checked before: this one is of the session that the service opened.
        if error.kind == .urlRefused { opened.noteOpened() }
        throw error
      }
    }
    reporter.finished(file, elapsed: start.duration(to: .now))
  }

  /// The library needs a name even when it goes on with a session, whose name it is not.
  private var fileName: String? {
    guard session != nil else { return name }
    return name ?? (source.hasPlainName ? nil : "stdin")
  }

  /// What a stream cannot tell of itself has to be given; the flags are named here.
  private func checkSource() throws {
    var missing: [String] = []
    if source.isStandardInput, name == nil, session == nil { missing.append("--name") }
    if source.isStream, size == nil { missing.append("--size") }
    guard !missing.isEmpty else { return }
    throw ChunkError(
      .invalidArgument,
      "\(source.isStandardInput ? "Standard input" : "A pipe or a device") does not tell all that is needed",
      remedy: "Give \(missing.joined(separator: " and "))")
  }

  private func reporter() -> any UploadReporter {
    if output.json { return JSONReporter() }
    let shownName = name ?? source.name
    if output.quiet { return QuietReporter(name: shownName) }
    return TextReporter(
      name: shownName, size: size ?? source.regularSize, isTerminal: Terminal.errorIsTerminal)
  }
}
