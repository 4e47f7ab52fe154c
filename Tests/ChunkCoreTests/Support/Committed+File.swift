import ChunkModels

@testable import ChunkCore

extension Committed {
  /// A commit that has led to a file, without a server.
  init(file: FileFull) {
    self.init(answer: Response(value: file, status: 201, headerFields: [:], rawJSON: .init()))
  }
}
