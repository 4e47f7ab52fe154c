import ArgumentParser
import ChunkCore
import ChunkDigest
import ChunkModels
import ChunkTransport

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

struct SessionPlan: SessionStep {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Ask which parts of a file the service already holds.",
    discussion: "Reads the whole file for the SHA-512 of its parts.")

  @OptionGroup var parted: PartedFile

  @OptionGroup(title: "Service") var service: ServiceOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func step(_ manager: ChunkedUploadsManager) async throws -> Data {
    let headers = try service.extraHeaders()
    let size = try await parted.partSize(manager, headers)
    let file = try LocalFile(path: parted.path)
    var parts: [UploadPartPlan] = []
    for number in 0..<file.partCount(partSize: size) {
      try Task.checkCancellation()
      let region = try file.part(number, partSize: size)
      let digest = try RequestBody.file(region).digest(SHA512.self)
      parts.append(
        UploadPartPlan(offset: region.offset, size: region.length, sha512: digest.hexadecimal))
    }
    return switch parted.session {
    case .id(let id):
      try await manager.createFileUploadSessionPlan(
        uploadSessionId: id, parts: parts, extraHeaders: headers
      ).rawJSON
    case .url(let url):
      try await manager.createFileUploadSessionPlanByUrl(url: url, parts: parts, extraHeaders: headers)
        .rawJSON
    }
  }
}
