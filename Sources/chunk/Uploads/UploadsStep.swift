import ArgumentParser
import ChunkCore
import ChunkModels

/// What a step did to one record.
struct StepResult: Sendable {
  let event: String
  /// The file's name, if the record tells it.
  let label: String?
  let text: String
  let fields: [String: JSONValue]
}

/// What `chunk uploads abort` and `forget` share: each record is locked and dealt with, and one that cannot
/// be does not stop the others.
protocol UploadsStep: AsyncParsableCommand, Sendable {
  typealias Action = @Sendable (StoredUpload, any ResumeEntry) async throws -> StepResult

  var selection: UploadsSelection { get }
  var state: StateOptions { get }
  var output: OutputOptions { get }
  /// Makes what is done with each record, which is locked then.
  func action() throws -> Action
}

extension UploadsStep {
  func run() async throws {
    let statuses: [ExitStatus]
    do {
      let store = try state.store()
      let uploads = try selection.uploads(in: store)
      let action = try action()
      statuses = try await Signals.cancelling { [output] in
        output.stopping()
      } _: { [self] in
        var statuses: [ExitStatus] = []
        for upload in uploads { statuses.append(await deal(with: upload, in: store, action)) }
        return statuses
      }
    } catch {
      throw output.fail(ChunkError(any: error))
    }
    if output.json {
      let failed = statuses.count { $0 != .done }
      JSONLine.write(
        "finished", ["uploads": .integer(Int64(statuses.count)), "failed": .integer(Int64(failed))])
    }
    let status = ExitStatus(all: statuses)
    if status != .done { throw status }
  }

  /// Removes a record; its entry is closed then.
  static func remove(_ entry: any ResumeEntry) throws(ChunkError) {
    do throws(ResumeError) {
      try entry.remove()
    } catch {
      throw ChunkError(error)
    }
  }

  private func deal(
    with upload: StoredUpload, in store: FileResumeStore, _ action: Action
  ) async -> ExitStatus {
    do {
      try Task.checkCancellation()
      let entry: any ResumeEntry
      do throws(ResumeError) {
        // Who had it may have finished it just now; then nothing is left to do.
        guard let found = try store.entry(id: upload.id) else { return .done }
        entry = found
      } catch {
        throw ChunkError(error)
      }
      defer { entry.close() }
      // What was listed may be an earlier upload's: only now nobody else writes it.
      guard let upload = upload.readAgain(entry) else { return .done }
      say(try await action(upload, entry), upload)
      return .done
    } catch {
      let error = state.explained(ChunkError(any: error))
      if output.json {
        JSONLine.write("failed", ["id": .string(upload.id), "error": JSONLine.value(of: error)])
      } else {
        Terminal.printError("chunk: \(upload.id): \(ErrorText.line(error))")
      }
      return ExitStatus(error)
    }
  }

  private func say(_ result: StepResult, _ upload: StoredUpload) {
    if output.json {
      JSONLine.write(result.event, result.fields.merging(["id": .string(upload.id)]) { own, _ in own })
    } else if !output.quiet {
      let label = result.label.map { " \($0)" } ?? ""
      Terminal.print(Columns.printable("\(upload.id)\(label): \(result.text)"))
    }
  }
}
