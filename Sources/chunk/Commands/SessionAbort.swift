import ArgumentParser
import ChunkCore

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

struct SessionAbort: SessionStep {
  static let configuration = CommandConfiguration(
    commandName: "abort", abstract: "Abort a session: its parts are lost.")

  @Argument(help: SessionArgument.help) var session: SessionArgument
  @OptionGroup(title: "Service") var service: ServiceOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func step(_ manager: ChunkedUploadsManager) async throws -> Data {
    let headers = try service.extraHeaders()
    return switch session {
    case .id(let id):
      try await manager.deleteFileUploadSessionById(uploadSessionId: id, extraHeaders: headers).rawJSON
    case .url(let url):
      try await manager.deleteFileUploadSessionByUrl(url: url, extraHeaders: headers).rawJSON
    }
  }
}
