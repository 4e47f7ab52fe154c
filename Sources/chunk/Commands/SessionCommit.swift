import ArgumentParser
import ChunkCore
import ChunkDigest
import ChunkModels
import ChunkTransport
import HTTPTypes

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

struct SessionCommit: SessionStep {
  static let configuration = CommandConfiguration(
    commandName: "commit",
    abstract: "Make a file of a session's parts.",
    discussion: """
      Reads the whole file for its SHA-1. A service that needs more time gives exit status 6: commit \
      again after a while.
      """)

  @Argument(help: SessionArgument.help) var session: SessionArgument

  @Argument(
    help: ArgumentHelp("The file that is being uploaded.", valueName: "path"), completion: .file())
  var path: String

  @Option(
    help: ArgumentHelp(
      "A file with the parts as 'session parts' prints them. (default: listed now, by the session's id)",
      valueName: "file"),
    completion: .file())
  var parts: String?

  @Option(help: ArgumentHelp("Commit only if the file's etag is this one.", valueName: "etag"))
  var ifMatch: String?

  @Option(help: ArgumentHelp("Commit only if the file's etag is not this one.", valueName: "etag"))
  var ifNoneMatch: String?

  @OptionGroup(title: "File attributes") var attributes: AttributeOptions
  @OptionGroup(title: "Service") var service: ServiceOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func step(_ manager: ChunkedUploadsManager) async throws -> Data {
    let headers = try service.extraHeaders()
    let file = try LocalFile(path: path)
    let digest = try RequestBody.file(file.whole).digest(SHA1.self).headerValue
    let parts = try await allParts(manager, headers)
    let attributes = attributes.attributes(forFileAt: path)
    let result =
      switch session {
      case .id(let id):
        try await manager.createFileUploadSessionCommit(
          uploadSessionId: id, parts: parts, digest: digest, attributes: attributes, ifMatch: ifMatch,
          ifNoneMatch: ifNoneMatch, extraHeaders: headers)
      case .url(let url):
        try await manager.createFileUploadSessionCommitByUrl(
          url: url, parts: parts, digest: digest, attributes: attributes, ifMatch: ifMatch,
          ifNoneMatch: ifNoneMatch, extraHeaders: headers)
      }
    switch result {
    case .committed(let files): return files.rawJSON
    case .processing(let wait):
      throw ChunkError(
        .stillProcessing, "The service is still putting the parts together",
        remedy: "Commit again \(wait.map { "in \(Format.seconds($0))" } ?? "after a while")",
        isTemporary: true)
    }
  }

  private func allParts(
    _ manager: ChunkedUploadsManager, _ headers: HTTPFields
  ) async throws -> [UploadPart] {
    if let parts { return try PartsFile.parts(at: parts) }
    guard case .id(let id) = session else {
      throw ChunkError(
        .invalidArgument, "A commit by URL does not know the session's parts",
        remedy: "Give them with --parts, or name the session by its id")
    }
    return try await manager.allFileUploadSessionParts(uploadSessionId: id, extraHeaders: headers)
  }
}
