internal import CChunk
internal import ChunkCore
internal import ChunkThreads

extension Starter {
  /// Starts an operation, waits for its end on this thread, and returns its result.
  func finished(_ start: (Starter) -> OpaquePointer?) -> OpaquePointer? {
    var blocking = self
    blocking.isBlocking = true
    let handle = start(blocking)
    guard let operation = ThreadGate.visit({ HandleTable.find(handle, OperationObject.self) }) else {
      return nil
    }
    let isInterrupted = Self.wait(for: operation)
    let result = Entry.run(error, nil as OpaquePointer?) { () throws(ChunkError) in
      do throws(ChunkError) {
        guard let outcome = operation.mailbox.outcome else { throw ChunkError(cancelled: ()) }
        return HandleTable.add(ResultObject(try outcome.get()))
      } catch {
        throw isInterrupted && error.kind == .cancelled ? error.interrupted : error
      }
    }
    chunk_operation_free(handle)
    return result
  }

  /// Waits for the end; true if a signal has brought it about.
  private static func wait(for operation: OperationObject) -> Bool {
    var isInterrupted = false
    let callback = operation.settings.interrupt
    while true {
      // A signal that comes while one of the program's functions runs, or just before the wait, interrupts nothing: who
      // has a function to be asked is asked all the time.
      let code = operation.wait(callback == nil || isInterrupted ? -1 : 250, takesEvent: false).code
      switch code {
      case CHUNK_INTERRUPTED where !isInterrupted, CHUNK_TIMED_OUT where !isInterrupted:
        guard callback.map({ $0.function($0.user) != 0 }) ?? true else { continue }
        isInterrupted = true
        operation.cancelAsSet()
      case CHUNK_INTERRUPTED, CHUNK_TIMED_OUT: continue
      default: return isInterrupted
      }
    }
  }
}

extension ChunkError {
  /// The same, with what brought it about.
  fileprivate var interrupted: ChunkError {
    var error = self
    error.kind = .interrupted
    error.message = "A signal has ended the operation"
    error.isTemporary = true
    return error
  }
}
