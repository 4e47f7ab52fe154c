internal import ChunkThreads

/// What a handle stands for.
///
/// `@unchecked Sendable`: the handle is set once, before anybody has it. Subclasses have constants, and behind a lock
/// what changes; they have to say it again.
class HandleObject: @unchecked Sendable {
  private let generation = HandleTable.generation
  /// Whether this process has made it, and not one that this is a child of.
  final var isOurs: Bool { generation == HandleTable.generation }
  /// Its handle, once it has one.
  fileprivate(set) var handle: OpaquePointer?
}

/// The objects that a program has handles of.
///
/// A handle is a number and not an address: a wrong one is merely not found. Numbers are never used again, so
/// that a handle that was freed is not taken for a newer object's. They are no valid addresses either, and small
/// enough for languages whose numbers are all floating-point ones.
enum HandleTable {
  // `nonisolated(unsafe)`: these two are touched under the lock only.
  nonisolated(unsafe) private static var objects: [UInt: HandleObject] = [:]
  nonisolated(unsafe) private static var last: UInt = 0x000c_0000_0000_0000
  /// How many forks have led to this process. Its number would not do: numbers come again, and differ between
  /// namespaces. `nonisolated(unsafe)`: it changes in a child, before there is a second thread.
  nonisolated(unsafe) fileprivate(set) static var generation = 0
  /// A POSIX lock, since a fork has to hold it.
  static let lock = ThreadCondition()

  /// In a child: what there is now is the parent's.
  static func beginChild() {
    lock.reset()
    generation += 1
  }

  /// Adds an object, and returns its handle.
  static func add(_ object: HandleObject) -> OpaquePointer? {
    lock.withLock {
      last += 16
      let handle = OpaquePointer(bitPattern: last)
      objects[last] = object
      object.handle = handle
      return handle
    }
  }

  /// The object of a handle, if it is one of this type.
  static func find<Object: HandleObject>(_ handle: OpaquePointer?, _ type: Object.Type) -> Object? {
    guard let handle else { return nil }
    return lock.withLock { objects[UInt(bitPattern: handle)] } as? Object
  }

  /// Takes an object out, if it is one of this type and of this process. Not while the process exits: the threads that
  /// the object may have to end have stopped.
  static func remove<Object: HandleObject>(_ handle: OpaquePointer?, _ type: Object.Type) -> Object? {
    guard let handle, !ThreadGate.isClosedForGood else { return nil }
    let number = UInt(bitPattern: handle)
    return lock.withLock {
      guard let object = objects[number] as? Object, object.isOurs else { return nil }
      objects[number] = nil
      return object
    }
  }
}
