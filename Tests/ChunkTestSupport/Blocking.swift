internal import Foundation

/// Runs something that blocks on a thread of its own.
///
/// The threads of Swift's tasks are few: a test that waits for a program on one of them holds up the
/// other tests, and some of those measure time.
public func blocking<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Result { try work() }) }
  }
}
