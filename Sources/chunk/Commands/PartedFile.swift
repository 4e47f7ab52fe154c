import ArgumentParser
import ChunkCore
import HTTPTypes

/// A session, the file that is being uploaded, and the size of its parts: for the steps that read it.
struct PartedFile: ParsableArguments, Sendable {
  @Argument(help: SessionArgument.help) var session: SessionArgument

  @Argument(
    help: ArgumentHelp("The file that is being uploaded.", valueName: "path"), completion: .file())
  var path: String

  @Option(
    help: ArgumentHelp(
      "The session's part size. (default: asked of the service, which needs the session's id)",
      valueName: "bytes"))
  var partSize: Int64?

  /// The part size that was given, or else the session's own.
  func partSize(_ manager: ChunkedUploadsManager, _ headers: HTTPFields) async throws -> Int64 {
    if let partSize {
      guard partSize > 0 else {
        throw ChunkError(
          .invalidArgument, "A part size of \(partSize) bytes", remedy: "Give the session's part_size")
      }
      return partSize
    }
    guard case .id(let id) = session else {
      throw ChunkError(
        .invalidArgument, "A step by URL does not know the session's part size",
        remedy: "Give it with --part-size, or name the session by its id")
    }
    let answer = try await manager.getFileUploadSessionById(uploadSessionId: id, extraHeaders: headers)
    guard let size = answer.partSize, size > 0 else {
      throw ChunkError(
        .malformedAnswer, "The session's part size is missing", remedy: "Give it with --part-size")
    }
    return size
  }
}
