import ArgumentParser
import ChunkCore
import ChunkModels

struct UploadsAbort: UploadsStep {
  static let configuration = CommandConfiguration(
    commandName: "abort",
    abstract: "Abort uploads: their sessions end, and their parts are lost.")

  @OptionGroup var selection: UploadsSelection
  @OptionGroup(title: "Records") var state: StateOptions
  @OptionGroup(title: "Service") var service: ServiceOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func action() throws -> Action {
    let endpoints = try service.endpoints()
    let headers = try service.extraHeaders()
    let manager = try service.manager(isQuiet: output.quiet) { Terminal.printError($0) }
    return { upload, entry throws(ChunkError) in
      let record = try upload.usableRecord()
      if let refusal = record.refusal(at: endpoints) { throw refusal }
      guard let session = record.session.id else {
        throw ChunkError(
          .malformedAnswer, "The record names no session",
          remedy: "Remove it with '\(state.forgetting([upload.id]))'")
      }
      var wasGone = false
      do throws(ChunkError) {
        _ = try await manager.deleteFileUploadSessionById(uploadSessionId: session, extraHeaders: headers)
      } catch {
        if error.kind == .forbidden {
          var error = error
          error.remedy +=
            "; with the token of the user who began the upload, or remove the record alone with "
            + "'\(state.forgetting([upload.id]))'"
          throw error
        }
        guard error.kind == .sessionGone || error.kind == .notFound else { throw service.explained(error) }
        wasGone = true
      }
      try Self.remove(entry)
      return StepResult(
        event: "aborted", label: record.label,
        text: wasGone ? "session \(session) was gone already" : "session \(session) was aborted",
        fields: [
          "path": .string(record.sourcePath), "session_id": .string(session), "was_gone": .bool(wasGone),
        ])
    }
  }
}
