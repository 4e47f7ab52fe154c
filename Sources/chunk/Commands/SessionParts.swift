import ArgumentParser
import ChunkCore

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

struct SessionParts: SessionStep {
  static let configuration = CommandConfiguration(
    commandName: "parts", abstract: "List the parts that a session has, one page.")

  @Argument(help: SessionArgument.help) var session: SessionArgument

  @Option(help: ArgumentHelp("How many stored parts to skip, at most 10,000.", valueName: "count"))
  var offset: Int64?

  @Option(help: ArgumentHelp("How many parts to list, at most 1,000.", valueName: "count"))
  var limit: Int64?

  @OptionGroup(title: "Service") var service: ServiceOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func step(_ manager: ChunkedUploadsManager) async throws -> Data {
    let headers = try service.extraHeaders()
    return switch session {
    case .id(let id):
      try await manager.getFileUploadSessionParts(
        uploadSessionId: id, offset: offset, limit: limit, extraHeaders: headers
      ).rawJSON
    case .url(let url):
      try await manager.getFileUploadSessionPartsByUrl(
        url: url, offset: offset, limit: limit, extraHeaders: headers
      ).rawJSON
    }
  }
}
