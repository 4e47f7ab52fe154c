import ChunkCore
import ChunkCoreTestSupport
import ChunkEmulator
import ChunkModels
import Foundation
import Testing

extension Content {
  /// The same bytes with a byte changed in each of some parts.
  func changed(inParts parts: Int..., partSize: Int = Rig.partSize) throws -> Content {
    var data = data
    for part in parts { data[data.startIndex + part * partSize + 17] ^= 0xff }
    return try Content(data: data)
  }

  /// The same bytes behind some others.
  func shifted(by count: Int) throws -> Content { try Content(data: Data(count: count) + data) }
}

extension Rig {
  /// What was asked for: plans and parts, in the order in which the server saw them.
  var planned: [ChunkEmulator.Operation] {
    emulator.requests.map(\.operation).filter { $0 == .plan || $0 == .part }
  }

  /// Uploads a version, and makes sure that it has become what it should, and that only these bytes left for it.
  func upload(
    _ content: Content, asVersionOf file: FileFull, sending bytes: Int64, _ options: UploadOptions? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let result = try await uploadVersion(content, of: file, options)
    #expect(result.file.sha1 == content.sha1.hexadecimal, sourceLocation: sourceLocation)
    #expect(counters.receivedBytes == bytes, sourceLocation: sourceLocation)
    #expect(try await download(file.id) == content.data, sourceLocation: sourceLocation)
  }
}
