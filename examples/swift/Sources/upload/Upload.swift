import ChunkClient
import Foundation

/// Uploads a file to the root folder and says what happens:  upload PATH
///
/// If a file of that name is there, it gets a new version, and what is the same in both is not sent again.
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
      // Run it again after a failure, or after Ctrl-C, and it goes on where it was.
      let upload = uploads.startUpload(
        file: .path(path), parentFolderId: "0", options: UploadOptions(ifExists: .version))
      for await event in upload.events {
        switch event {
        case .sessionOpened(let session) where session.isContinued:
          print("going on: \(session.storedParts) of \(session.totalParts) parts are there")
        case .partAcknowledged(let part): print("part \(part.index + 1) is there")
        case .nameTaken(let taken): print("file \(taken.item.id ?? "?") gets a new version")
        case .retrying(let retry): print("again in \(retry.delay): \(retry.error.message)")
        default: break
        }
      }
      let result = try await upload.result
      let file = result.file
      if result.outcome == .unchanged { print("it has this content already") }
      print("file \(file.id ?? "?") has \(file.size ?? 0) bytes and SHA-1 \(file.sha1 ?? "?")")
    } catch {
      // What happened, what to do about it, and the session that was left, if one was.
      print(error)
      exit(error.isTemporary ? 75 : 1)
    }
  }
}
