extension TransportCheck {
  /// Tries the promise with a fresh transport, which is closed afterwards.
  ///
  /// Known failures are failures here: see ``verify(_:)``.
  ///
  /// - Throws: ``CheckFailure`` if the promise is broken; ``CheckSkipped`` if a need is not met; whatever
  ///   the transport's factory throws.
  public func run(_ subject: TransportUnderTest) async throws {
    if let missing = needs.subtracting(subject.provides).map(\.rawValue).min() {
      throw CheckSkipped(check: name, missing: missing)
    }
    let stage = try await Stage(check: self, subject: subject)
    do {
      try await body(stage)
    } catch {
      try? await stage.close()
      throw error
    }
    try await stage.close()
  }

  /// Runs the check as a test does: a failure that is known is a result and not an error, and a check
  /// that passes although it is known to fail is an error, so that the list of those stays true.
  ///
  /// The result goes to the report too: see ``TransportConformance``.
  ///
  /// - Returns: What came of it, unless it failed.
  /// - Throws: ``CheckFailure``; whatever the transport's factory throws.
  @discardableResult
  public func verify(_ subject: TransportUnderTest) async throws -> CheckResult {
    let result = await result(of: subject)
    ConformanceReport.add(result, of: self, by: subject)
    if case .failed(let error) = result { throw error }
    return result
  }

  /// What comes of the check; nobody is told.
  func result(of subject: TransportUnderTest) async -> CheckResult {
    let known = subject.knownFailures.first { $0.check == name }
    if let known, known.manner == .endsTheProcess { return .known(known) }
    do {
      try await run(subject)
    } catch let skipped as CheckSkipped {
      return .skipped(skipped)
    } catch {
      return known.map { .known($0) } ?? .failed(error)
    }
    guard let known, known.manner == .always else { return .passed }
    return .failed(
      CheckFailure(
        check: name, promise: promise, saw: "it is kept; take it out of the known failures (\(known.reason))")
    )
  }
}
