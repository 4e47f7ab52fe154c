import ChunkCore
import ChunkCoreTestSupport
import ChunkTestSupport
import Foundation

extension UploadSource {
  /// What kind of source bytes come from.
  enum Form: Sendable { case path, stream, pipe }
}

/// A source of some bytes, and what it needs to live.
final class OpenSource: Sendable {
  let source: UploadSource
  private let folder: TemporaryDirectory
  private let pipe: Pipe?

  init(_ form: UploadSource.Form, _ content: Content) throws {
    folder = try TemporaryDirectory()
    switch form {
    case .path:
      try content.data.write(to: URL(fileURLWithPath: folder.file("a.bin")))
      source = .path(folder.file("a.bin"))
      pipe = nil
    case .stream:
      source = .stream(AsyncStream([content.data]))
      pipe = nil
    case .pipe:
      let pipe = Pipe()
      source = .descriptor(pipe.fileHandleForReading.fileDescriptor)
      Thread.detachNewThread {
        try? pipe.fileHandleForWriting.write(contentsOf: content.data)
        try? pipe.fileHandleForWriting.close()
      }
      self.pipe = pipe
    }
  }
}
