import ArgumentParser
import ChunkCore
import ChunkDigest
import ChunkTransport

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

struct SessionPut: SessionStep {
  static let configuration = CommandConfiguration(
    commandName: "put", abstract: "Send one part of a file.")

  @OptionGroup var parted: PartedFile

  @Option(help: ArgumentHelp("Which part, counted from 0.", valueName: "number"))
  var part: Int64

  @OptionGroup(title: "Service") var service: ServiceOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func step(_ manager: ChunkedUploadsManager) async throws -> Data {
    let headers = try service.extraHeaders()
    let size = try await parted.partSize(manager, headers)
    let file = try LocalFile(path: parted.path)
    let region = try file.part(part, partSize: size)
    let digest = try RequestBody.file(region).digest(SHA1.self).headerValue
    let range = try ContentRange(
      first: region.offset, last: region.offset + region.length - 1, total: file.size)
    return switch parted.session {
    case .id(let id):
      try await manager.uploadFilePart(
        uploadSessionId: id, body: .file(region), digest: digest, contentRange: range.description,
        partSize: size, extraHeaders: headers
      ).rawJSON
    case .url(let url):
      try await manager.uploadFilePartByUrl(
        url: url, body: .file(region), digest: digest, contentRange: range.description, partSize: size,
        extraHeaders: headers
      ).rawJSON
    }
  }
}
