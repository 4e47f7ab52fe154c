import ArgumentParser
import ChunkCore

struct UploadsResume: UploadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Go on with uploads: with the same file, folder, name and attributes.")

  @OptionGroup var selection: UploadsSelection
  @OptionGroup(title: "Records") var state: StateOptions
  @OptionGroup(title: "Failures") var ending: EndingOptions
  @OptionGroup(title: "Speed") var speed: SpeedOptions
  @OptionGroup(title: "Service") var service: ServiceOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() async throws {
    let store: FileResumeStore
    let jobs: [UploadJob]
    do {
      store = try state.store()
      let endpoints = try service.endpoints()
      jobs = try selection.uploads(in: store).map { job($0, endpoints) }
    } catch {
      let error = ChunkError(any: error)
      UploadReports([], output).failed(error)
      throw ExitStatus(error)
    }
    guard jobs.isEmpty else { return try await upload(jobs, store) }
    if output.json {
      JSONLine.write("finished", ["files": .integer(0), "failed": .integer(0)])
    } else if !output.quiet {
      Terminal.printError("There are no unfinished uploads in '\(store.directory)'.")
    }
  }

  func again(_ jobs: [UploadJob]) -> [String] {
    ["chunk", "uploads", "resume"] + commonWords + jobs.compactMap(\.recordId)
  }

  func goOn(_ job: UploadJob, session: String) -> [String] {
    ["chunk", "upload", "--session", session] + job.versionWords + commonWords + [job.source.word]
  }

  private func job(_ upload: StoredUpload, _ endpoints: ServiceEndpoints) -> UploadJob {
    do throws(ChunkError) {
      let record = try upload.usableRecord()
      let refusal = record.refusal(at: endpoints) ?? missing(record.sourcePath, upload.id)
      var job = UploadJob(
        source: SourceArgument(path: record.sourcePath), label: record.label, attributes: record.attributes,
        recordId: upload.id, refusal: refusal)
      job.take(record)
      return job
    } catch {
      return UploadJob(
        source: SourceArgument(path: upload.path), label: upload.id, recordId: upload.id,
        refusal: state.explained(error))
    }
  }

  /// Why the file of an upload cannot be sent, if it was moved or removed since.
  private func missing(_ path: String, _ id: String) -> ChunkError? {
    guard SourceArgument(path: path).isMissing else { return nil }
    let drop = ShellWord.line(["chunk", "uploads", "abort"] + state.words + service.words + [id])
    return ChunkError(
      .sourceUnreadable, "The file '\(path)' is not there any more",
      remedy: "Put it back, or drop its upload with '\(drop)'")
  }
}
