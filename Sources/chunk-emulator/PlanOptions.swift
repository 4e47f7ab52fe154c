internal import ArgumentParser
internal import ChunkEmulator

/// How the server answers those who ask which parts it holds.
struct PlanOptions: ParsableArguments {
  @Flag(help: "Answer no plans, as the service did before September 2026.")
  var noPlans = false

  @Option(help: "How many parts a plan may ask for at once; more are refused with 400.")
  var planLimit: Int?

  @Flag(help: "Take the digests for plans as parts arrive, and not when a plan first asks.")
  var indexParts = false

  @Flag(help: "Let plans find the parts of sessions that were aborted or have expired.")
  var holdEndedSessions = false

  func validate() throws {
    if let planLimit, planLimit < 1 { throw ValidationError("--plan-limit must be at least 1") }
  }

  /// Puts the options into a configuration.
  func apply(to configuration: inout EmulatorConfiguration) {
    configuration.hasPlans = !noPlans
    if let planLimit { configuration.maximumPlanParts = planLimit }
    configuration.indexesParts = indexParts
    configuration.holdsEndedSessions = holdEndedSessions
  }
}
