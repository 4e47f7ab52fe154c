import ArgumentParser
import ChunkCore

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

struct SessionStatus: SessionStep {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show a session: part size, number of parts, when it ends.")

  @Argument(help: SessionArgument.help) var session: SessionArgument
  @OptionGroup(title: "Service") var service: ServiceOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func step(_ manager: ChunkedUploadsManager) async throws -> Data {
    let headers = try service.extraHeaders()
    return switch session {
    case .id(let id):
      try await manager.getFileUploadSessionById(uploadSessionId: id, extraHeaders: headers).rawJSON
    case .url(let url):
      try await manager.getFileUploadSessionByUrl(url: url, extraHeaders: headers).rawJSON
    }
  }
}
