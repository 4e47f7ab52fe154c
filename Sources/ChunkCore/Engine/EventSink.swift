internal import ChunkThreads

/// Where events go: one after another, whatever thread they come from.
final class EventSink: Sendable {
  private let order = Mutex<Void>(())
  private let onEvent: @Sendable (UploadEvent) -> Void

  init(_ onEvent: @escaping @Sendable (UploadEvent) -> Void) { self.onEvent = onEvent }

  func report(_ event: UploadEvent) { order.withLock { _ in onEvent(event) } }
}
