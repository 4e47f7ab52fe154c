import ChunkClient
import Foundation

/// Uploads a file as an app does, with nobody there to log in:  upload-as-app FOLDER PATH
///
/// The app is that of BOX_CONFIG_FILE, the JSON from Box's developer console, or else that of BOX_CLIENT_ID,
/// BOX_CLIENT_SECRET and BOX_ENTERPRISE_ID. With BOX_AS_USER the file becomes that user's. CHUNK_BASE_URL and
/// CHUNK_UPLOAD_URL name another service than Box, such as the local one.
@main
struct UploadAsApp {
  static func main() async {
    let environment = ProcessInfo.processInfo.environment
    let arguments = CommandLine.arguments.dropFirst()
    guard let folder = arguments.first, let path = arguments.dropFirst().first else {
      print("usage: upload-as-app FOLDER PATH")
      exit(1)
    }
    do {
      let endpoints = try ServiceEndpoints(
        base: environment["CHUNK_BASE_URL"] ?? "https://api.box.com",
        upload: environment["CHUNK_UPLOAD_URL"] ?? "https://upload.box.com/api")
      // Tokens live for an hour, and this may take longer: they are renewed on the way.
      let uploads = try ChunkedUploadsManager(
        grant: try app(environment), endpoints: endpoints, asUser: environment["BOX_AS_USER"])
      let user = try await uploads.getCurrentUser()
      print("uploading as \(user.name ?? "?"), who may upload \(user.maxUploadSize ?? 0) bytes at once")
      let file = try await uploads.uploadBigFile(file: .path(path), parentFolderId: folder)
      print("file \(file.id ?? "?") has \(file.size ?? 0) bytes and SHA-1 \(file.sha1 ?? "?")")
    } catch {
      // What happened, what to do about it, and the session that was left, if one was.
      print(error)
      exit(error.isTemporary ? 75 : 1)
    }
  }

  private static func app(_ environment: [String: String]) throws(ChunkError) -> any TokenGrant {
    if let path = environment["BOX_CONFIG_FILE"] {
      return try JWTCredentials(configuration: JWTConfiguration(path: path))
    }
    return try ClientCredentials(
      clientId: environment["BOX_CLIENT_ID"] ?? "", clientSecret: environment["BOX_CLIENT_SECRET"] ?? "",
      subject: .enterprise(environment["BOX_ENTERPRISE_ID"] ?? ""))
  }
}
