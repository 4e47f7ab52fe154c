#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
internal import ChunkEmulator

/// The first line on standard output: where the emulator is, for whoever started it.
struct Announcement: Encodable {
  var url: String
  var baseURL: String
  var uploadURL: String
  var tokenURL: String
  var authorizeURL: String
  var token: String

  enum CodingKeys: String, CodingKey {
    case url, token
    case baseURL = "base_url"
    case uploadURL = "upload_url"
    case tokenURL = "token_url"
    case authorizeURL = "authorize_url"
  }

  init(_ emulator: Emulator) {
    url = emulator.url
    baseURL = emulator.baseURL
    uploadURL = emulator.uploadURL
    tokenURL = emulator.tokenURL
    authorizeURL = emulator.authorizeURL
    token = emulator.token
  }

  /// Writes the line at once, past the buffer that a pipe gets.
  func print() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    StandardOutput.write([UInt8](try encoder.encode(self)) + [UInt8(ascii: "\n")])
  }
}
