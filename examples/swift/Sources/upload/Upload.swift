import ChunkClient
import Foundation

/// Uploads a file to the root folder:  upload PATH
///
/// The token is in BOX_ACCESS_TOKEN; CHUNK_BASE_URL and CHUNK_UPLOAD_URL name another service than
/// Box, such as the local one.
@main
struct Upload {
  static func main() async {
    let environment = ProcessInfo.processInfo.environment
    guard let path = CommandLine.arguments.dropFirst().first, let token = environment["BOX_ACCESS_TOKEN"]
    else {
      print("usage: BOX_ACCESS_TOKEN=… upload PATH")
      exit(1)
    }
    do {
      let endpoints = try ServiceEndpoints(
        base: environment["CHUNK_BASE_URL"] ?? "https://api.box.com",
        upload: environment["CHUNK_UPLOAD_URL"] ?? "https://upload.box.com/api")
      let uploads = try ChunkedUploadsManager(accessToken: token, endpoints: endpoints)
      let file = try await uploads.uploadBigFile(
        file: .path(path), parentFolderId: "0",
        options: UploadOptions(onEvent: { event in
          if case .partAcknowledged(let part) = event { print("part \(part.index + 1) is there") }
        }))
      print("file \(file.id ?? "?") has \(file.size ?? 0) bytes and SHA-1 \(file.sha1 ?? "?")")
    } catch {
      // What happened, what to do about it, and the session that was left, if one was.
      print(error)
      exit(error.isTemporary ? 75 : 1)
    }
  }
}
