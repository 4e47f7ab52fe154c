internal import CChunk
internal import Foundation
internal import FuzzSupport

extension Calls {
  static let sources: [@Sendable (Interpreter) -> Void] = [
    { machine in
      let paths = [
        World.largeFile, World.smallFile, World.directory, "/dev/null", "/no/such", "", "/dev/zero",
      ]
      machine.made(.source) { chunk_source_path(machine.text(paths), $0) }
    },
    { machine in
      let descriptor = Self.descriptor(machine)
      machine.made(.source) { chunk_source_descriptor(descriptor, $0) }
      // The library has its own copy.
      if descriptor > 2, descriptor < 1000, machine.input.byte() < 128 {
        close(descriptor)
      } else {
        machine.pool.keep(descriptor > 2 && descriptor < 1000 ? descriptor : -1)
      }
    },
    { machine in Self.memory(machine) },
    { machine in
      let size = machine.input.byte() < 128 ? Int64(World.fileSize) : machine.input.integer()
      let function = machine.input.byte() < 240 ? Callbacks.read : nil
      machine.made(.source) { chunk_source_reader(function, machine.pool.context(machine), size, $0) }
    },
    { machine in
      let handle = machine.handle(.source)
      machine.pool.remove(.source, handle)
      chunk_source_free(handle)
    },
  ]

  /// Bytes of all sizes, good until all operations are freed.
  private static func memory(_ machine: Interpreter) {
    switch machine.input.byte() % 8 {
    case 0..<3:
      machine.made(.source) { chunk_source_memory(World.large.baseAddress, World.fileSize, $0) }
    case 3..<6:
      let bytes = machine.input.take(machine.input.below(64))
      guard let block = malloc(max(1, bytes.count)) else { return }
      block.copyMemory(from: bytes, byteCount: bytes.count)
      machine.pool.keep(block)
      machine.made(.source) { chunk_source_memory(block, bytes.count, $0) }
    case 6: machine.made(.source) { chunk_source_memory(nil, machine.input.below(2), $0) }
    default:
      // More than there can be.
      let size = Int.min + Int(machine.input.byte())
      machine.made(.source) { chunk_source_memory(World.large.baseAddress, size, $0) }
    }
  }

  /// A file, a pipe with or without a writer, a folder, a socket, or no descriptor at all.
  private static func descriptor(_ machine: Interpreter) -> CInt {
    switch machine.input.byte() % 10 {
    case 0, 1: return open(World.largeFile, O_RDONLY | O_CLOEXEC)
    case 2: return open(World.smallFile, O_RDONLY | O_CLOEXEC)
    case 3: return open(World.directory, O_RDONLY | O_CLOEXEC)
    case 4: return open("/dev/null", O_WRONLY | O_CLOEXEC)
    case 5, 6:
      var ends: [CInt] = [-1, -1]
      guard pipe(&ends) == 0 else { return -1 }
      let bytes = machine.input.take(16)
      _ = write(ends[1], bytes, bytes.count)
      close(ends[1])
      return ends[0]
    case 7:
      let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
      close(descriptor)
      return 10_000 + descriptor
    case 8: return CInt(truncatingIfNeeded: Int64.max - Int64(machine.input.byte()))
    default: return -1
    }
  }
}
