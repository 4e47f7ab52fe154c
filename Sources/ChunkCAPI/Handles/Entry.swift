internal import ChunkCore
internal import ChunkThreads

/// Where a function puts an error.
typealias ErrorSlot = UnsafeMutablePointer<OpaquePointer?>?

/// What every function of the header does first and last.
enum Entry {
  /// Does what a function does, and hands on what it throws.
  static func run<Value>(
    _ slot: ErrorSlot, _ failed: Value, _ body: () throws(ChunkError) -> Value
  ) -> Value {
    ThreadGate.visit {
      do throws(ChunkError) {
        if ThreadGate.isClosedForGood { throw .exiting }
        return try body()
      } catch {
        slot?.pointee = HandleTable.add(ErrorObject(error))
        return failed
      }
    }
  }

  /// Asks something of an object; the answer is a default for wrong handles.
  static func ask<Object: HandleObject, Value>(
    _ handle: OpaquePointer?, _ type: Object.Type, _ otherwise: Value, _ body: (Object) -> Value
  ) -> Value {
    ThreadGate.visit {
      guard let object = HandleTable.find(handle, type) else { return otherwise }
      return body(object)
    }
  }

  /// Lets go of an object, unless it is the parent's.
  static func free<Object: HandleObject>(_ handle: OpaquePointer?, _ type: Object.Type) {
    // What goes with the object may take a moment: outside the gate.
    withExtendedLifetime(ThreadGate.visit { HandleTable.remove(handle, type) }) {}
  }

  /// The object of a handle.
  ///
  /// - Throws: ``ChunkError`` with kind `misused` or `forked`.
  static func object<Object: HandleObject>(
    _ handle: OpaquePointer?, _ type: Object.Type, _ name: String
  ) throws(ChunkError) -> Object {
    guard let object = HandleTable.find(handle, type) else {
      throw ChunkError(
        .misused, handle == nil ? "The \(name) is NULL" : "The \(name) is no handle of one, or was freed",
        remedy: "Give what the library has returned, and do not use it after it was freed")
    }
    guard object.isOurs else { throw .forked(name) }
    return object
  }

  /// The object of a handle that may be NULL.
  static func optional<Object: HandleObject>(
    _ handle: OpaquePointer?, _ type: Object.Type, _ name: String
  ) throws(ChunkError) -> Object? {
    handle == nil ? nil : try object(handle, type, name)
  }
}

extension ChunkError.Kind {
  /// NULL, a wrong handle, or one that was freed.
  static let misused = Self(rawValue: "misused")
  /// A handle of the parent, in a forked child.
  static let forked = Self(rawValue: "forked")
  /// A signal has ended a blocking operation.
  static let interrupted = Self(rawValue: "interrupted")
  /// The operation has no result yet.
  static let notOver = Self(rawValue: "not_over")
}

extension ChunkError {
  static let exiting = ChunkError(
    .internal, "The process is about to exit, and the library has stopped",
    remedy: "Do this before exit() is called")

  static func forked(_ name: String) -> ChunkError {
    ChunkError(
      .forked, "The \(name) belongs to the parent process", remedy: "Make a new client in the child")
  }
}
