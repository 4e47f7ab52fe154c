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
      are right. Ctrl-C stops and keeps the session; its id is printed, and --session goes on with it.
      """)

  @Argument(help: ArgumentHelp("The file to upload; - for standard input.", valueName: "path"))
  var path: String

  @Option(help: ArgumentHelp("The folder's id; 0 is the root folder.", valueName: "id"))
  var folder = "0"

  @Option(help: ArgumentHelp("The file's name at Box. (default: the last component of the path)"))
  var name: String?

  @Option(help: ArgumentHelp("The size; needed for standard input and pipes.", valueName: "bytes"))
  var size: Int64?

  @Option(help: ArgumentHelp("Go on with this session: only what is missing is sent.", valueName: "id"))
  var session: String?

  @Option(help: "What becomes of the session when the upload fails: keep or abort.")
  var onFailure = UploadOptions.OnFailure.keep

  @OptionGroup(title: "File attributes") var attributes: AttributeOptions
  @OptionGroup(title: "Service") var service: ServiceOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() async throws {
    let reporter = reporter()
    do {
      try await upload(reporter)
    } catch let error as ChunkError {
      reporter.failed(error)
      throw ExitStatus(error)
    }
  }

  private func upload(_ reporter: any UploadReporter) async throws {
    let manager = try service.manager()
    let options = UploadOptions(
      sessionId: session, onFailure: onFailure, attributes: try attributes.attributes(forFileAt: path),
      extraHeaders: try service.extraHeaders(), onEvent: { reporter.report($0) })
    let start = ContinuousClock.now
    let file = try await Signals.cancelling {
      try await manager.uploadBigFile(
        file: path == "-" ? .descriptor(0) : .path(path), fileName: name, fileSize: size,
        parentFolderId: folder, options: options)
    }
    reporter.finished(file, elapsed: start.duration(to: .now))
  }

  private func reporter() -> any UploadReporter {
    if output.json { return JSONReporter() }
    if output.quiet { return QuietReporter() }
    let shownName = name ?? path.split(separator: "/").last.map(String.init) ?? path
    return TextReporter(name: shownName, isTerminal: Terminal.errorIsTerminal)
  }
}
