internal import CChunk
internal import Foundation
internal import FuzzSupport

/// The handles of a run, those that are good and those that were freed. Two threads may share it.
final class Pool: @unchecked Sendable {
  enum Kind: Int, CaseIterable {
    // In the order in which they are freed at the end. Bytes in memory go after the operations that read them.
    case event, operation, result, error, source, callOptions, clientOptions, client
    /// A client of the real service, whose patience is long: for requests that are not repeated.
    case realClient
  }

  private let lock = NSLock()
  private var live: [Kind: [OpaquePointer]] = [:]
  private var freed: [OpaquePointer] = []
  private var blocks: [UnsafeMutableRawPointer] = []
  private var descriptors: [CInt] = []
  /// For the functions that the library calls.
  private var contexts: [Context] = []

  func add(_ kind: Kind, _ handle: OpaquePointer?) {
    guard let handle else { return }
    lock.withLock { live[kind, default: []].append(handle) }
  }

  func keep(_ block: UnsafeMutableRawPointer) { lock.withLock { blocks.append(block) } }
  func keep(_ descriptor: CInt) { lock.withLock { descriptors.append(descriptor) } }

  /// Something for a callback's `user`, good until the end of the run.
  func context(_ interpreter: Interpreter) -> UnsafeMutableRawPointer {
    let context = Context(interpreter)
    lock.withLock { contexts.append(context) }
    return Unmanaged.passUnretained(context).toOpaque()
  }

  /// A handle of a kind; `nil` if there is none.
  func handle(_ kind: Kind, _ choice: Int) -> OpaquePointer? {
    lock.withLock { live[kind].flatMap { $0.isEmpty ? nil : $0[$0.count - 1 - choice % $0.count] } }
  }

  /// One that was freed.
  func freedHandle(_ choice: Int) -> OpaquePointer? {
    lock.withLock { freed.isEmpty ? nil : freed[choice % freed.count] }
  }

  /// Takes a handle out, which is freed now; one of another kind stays, since nothing becomes of it.
  func remove(_ kind: Kind, _ handle: OpaquePointer?) {
    lock.withLock {
      guard let handle, let place = live[kind]?.firstIndex(of: handle) else { return }
      live[kind]?.remove(at: place)
      freed.append(handle)
    }
  }

  func freeAll() {
    for kind in Kind.allCases {
      // The bytes of a program are its own again when its operations are freed.
      if kind == .result {
        for block in blocks { free(block) }
        blocks = []
        World.lend(false)
      }
      for handle in live[kind] ?? [] { Self.release(kind, handle) }
    }
    for descriptor in descriptors { close(descriptor) }
    withExtendedLifetime(contexts) {}
  }

  static func release(_ kind: Kind, _ handle: OpaquePointer?) {
    switch kind {
    case .event: chunk_event_free(handle)
    case .operation: Clock.limit("chunk_operation_free") { chunk_operation_free(handle) }
    case .result: chunk_result_free(handle)
    case .error: chunk_error_free(handle)
    case .source: chunk_source_free(handle)
    case .callOptions, .clientOptions: chunk_options_free(handle)
    case .client, .realClient: Clock.limit("chunk_client_free") { chunk_client_free(handle) }
    }
  }
}

/// How long calls may take that do not block.
enum Clock {
  /// Much more than is promised, for machines that are busy.
  static func limit<Value>(_ name: String, _ body: () -> Value) -> Value {
    let start = ContinuousClock.now
    defer {
      let time = ContinuousClock.now - start
      expect(time < .seconds(8), "\(name) has taken \(time)")
    }
    return body()
  }
}
