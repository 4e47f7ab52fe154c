import ArgumentParser
import ChunkCore

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

struct SessionCreate: SessionStep {
  static let configuration = CommandConfiguration(
    commandName: "create",
    abstract: "Open a session for a new file, or with --file for a new version of a file.")

  @Option(help: ArgumentHelp("The file's size, 20,000,000 or more.", valueName: "bytes"))
  var size: Int64

  @Option(help: "The file's name at Box; with --file, a new name or none.")
  var name: String?

  @Option(help: ArgumentHelp("The folder's id; 0 is the root folder.", valueName: "id"))
  var folder = "0"

  @Option(help: ArgumentHelp("The file that gets a new version.", valueName: "id"))
  var file: String?

  @OptionGroup(title: "Service") var service: ServiceOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    if file == nil && name == nil { throw ValidationError("A new file needs a --name.") }
  }

  func step(_ manager: ChunkedUploadsManager) async throws -> Data {
    let headers = try service.extraHeaders()
    if let file {
      return try await manager.createFileUploadSessionForExistingFile(
        fileId: file, fileSize: size, fileName: name, extraHeaders: headers
      ).rawJSON
    }
    return try await manager.createFileUploadSession(
      folderId: folder, fileSize: size, fileName: name ?? "", extraHeaders: headers
    ).rawJSON
  }
}
