import ArgumentParser
import ChunkCore

/// What `chunk upload` and `chunk uploads resume` have in common.
protocol UploadingCommand: AsyncParsableCommand, GoingOn {
  var speed: SpeedOptions { get }
  var ending: EndingOptions { get }
  var state: StateOptions { get }
  var service: ServiceOptions { get }
  var output: OutputOptions { get }
}

extension UploadingCommand {
  /// The flags that both have, to go into a command that is to be pasted.
  var commonWords: [String] { speed.words + ending.words + state.words + service.words }

  /// Runs uploads, and ends with the status that says what became of them.
  ///
  /// - Parameter store: Where their records are kept; `nil` for nowhere.
  func upload(_ jobs: [UploadJob], _ store: FileResumeStore?) async throws {
    let reports = UploadReports(jobs, output)
    let steps = NextSteps(commands: self, service: service, state: state, store: store)
    let runner: UploadRunner
    do {
      if jobs.count == 1, let refusal = jobs.first?.refusal { throw refusal }
      let manager = try service.manager(isQuiet: output.quiet) { reports.log($0) }
      var options = UploadOptions(
        resumeStore: store, plan: speed.plan, budget: speed.budget, extraHeaders: try service.extraHeaders())
      ending.apply(to: &options)
      runner = UploadRunner(
        manager: manager, options: options, service: service, reports: reports, steps: steps)
    } catch {
      let error = ChunkError(any: error)
      reports.failed(error)
      throw ExitStatus(error)
    }
    let outcomes = try await runner.run(jobs)
    reports.ended(outcomes, steps)
    let status = ExitStatus(all: outcomes.map(\.status))
    if status != .done { throw status }
  }
}
