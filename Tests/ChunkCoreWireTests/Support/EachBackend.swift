import Testing

/// Runs each test of a suite with one backend after the other.
struct EachBackend: SuiteTrait, TestTrait, TestScoping {
  var isRecursive: Bool { true }

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    for backend in Backend.all {
      do {
        try await Backend.$current.withValue(backend) { try await function() }
      } catch {
        throw FailedWith(backend: backend, error: error)
      }
    }
  }

  private struct FailedWith: Error, CustomStringConvertible {
    let backend: Backend
    let error: any Error
    var description: String { "with \(backend.testDescription): \(error)" }
  }
}

extension Trait where Self == EachBackend {
  /// Each test with one backend after the other.
  static var eachBackend: Self { EachBackend() }
}
