import Testing

@testable import ChunkCore

/// A stream whose reader is cancelled ends or fails, each in its own way. It is a cancellation all the same.
@Suite struct CancelledStreamTests {
  private struct Interrupted: Error {}

  private func kind(_ next: sending @escaping UploadSource.ByteReader) async throws -> ChunkError.Kind {
    var stream = StreamFiller(next: next)
    do {
      _ = try await stream.isAtEnd()
    } catch {
      return error.kind
    }
    return .internal
  }

  @Test func endsOrFails() async throws {
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await [kind { nil }, kind { throw Interrupted() }, kind { throw CancellationError() }]
    }
    #expect(try await task.value == [.cancelled, .cancelled, .cancelled])
  }

  @Test func withoutACancellationItIsTheSourcesFault() async throws {
    #expect(try await kind { throw Interrupted() } == .sourceUnreadable)
  }
}
