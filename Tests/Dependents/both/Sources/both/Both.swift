import ChunkClient

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Uploads a file with the Swift library and with the C library, at the same time:  both LIBRARY FILE
@main struct Both {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, let library = CLibrary(path: arguments[1]) else {
      throw Failure(message: "usage: both LIBRARY FILE")
    }
    let token = try setting("BOX_ACCESS_TOKEN")
    let endpoints = try ServiceEndpoints(
      base: setting("CHUNK_BASE_URL"), upload: setting("CHUNK_UPLOAD_URL"))
    let uploads = try ChunkedUploadsManager(accessToken: token, endpoints: endpoints)
    async let swift = uploads.uploadBigFile(
      file: .path(arguments[2]), fileName: "swift", parentFolderId: "0")
    let settings = [
      "access_token": token, "base_url": try setting("CHUNK_BASE_URL"),
      "upload_url": try setting("CHUNK_UPLOAD_URL"),
    ]
    let c = try library.upload(arguments[2], name: "c", settings)
    let file = try await swift
    guard file.sha1 == c else {
      throw Failure(message: "Swift uploaded \(file.sha1 ?? ""), C uploaded \(c)")
    }
    print("both uploaded \(c)")
  }

  private static func setting(_ name: String) throws -> String {
    guard let value = getenv(name) else { throw Failure(message: "\(name) is not set") }
    return String(cString: value)
  }
}

struct Failure: Error {
  let message: String
}
