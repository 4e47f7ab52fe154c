import ChunkCore
import ChunkModels
import ChunkTransport

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A file with parts, as `chunk session parts` prints them, with or without --json.
enum PartsFile {
  private struct Line: Decodable {
    let response: UploadParts
  }

  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/sourceUnreadable``, in words for people.
  static func parts(at path: String) throws -> [UploadPart] {
    let data = try content(of: path)
    guard (try? WireJSON.decode(JSONValue.self, from: data)) != nil else {
      throw unusable(path, "is not JSON")
    }
    let answer =
      if let line = try? WireJSON.decode(Line.self, from: data) {
        line.response
      } else {
        try? WireJSON.decode(UploadParts.self, from: data)
      }
    guard let parts = answer?.entries else { throw unusable(path, "is JSON, but no list of parts") }
    return parts
  }

  private static func content(of path: String) throws -> Data {
    do {
      let file = try OpenFile(path: path)
      var data = Data()
      // One piece after another, not by offsets: it may be a pipe.
      return try withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 1) { buffer in
        while true {
          let count = try file.readNext(into: buffer)
          if count == 0 { return data }
          data.append(contentsOf: buffer.prefix(count))
        }
      }
    } catch let error as FileError {
      throw ChunkError(
        .sourceUnreadable, "The file of --parts cannot be read: \(error)",
        remedy: "Check its path and its permissions", cause: error)
    }
  }

  private static func unusable(_ path: String, _ what: String) -> ChunkError {
    ChunkError(
      .sourceUnreadable, "The file '\(path)' of --parts \(what)",
      remedy: "Give a file with the output of 'chunk session parts'")
  }
}
