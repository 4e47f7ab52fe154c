import ChunkCore
import ChunkCoreTestSupport
import ChunkEmulator
import ChunkModels
import ChunkTransport
import Foundation
import HTTPTypes

extension Rig {
  /// Uploads bytes as `a.bin` with a choice for a name that is taken.
  func upload(_ content: Content, _ choice: UploadOptions.IfExists) async throws -> UploadResult {
    try await manager.startUpload(
      file: .bytes(content.data), fileName: "a.bin", parentFolderId: "0",
      options: options { $0.ifExists = choice }
    ).result
  }

  /// The names in the root folder, with their ids.
  func names() async throws -> [String: String] {
    struct Items: Decodable {
      struct Item: Decodable {
        let id: String
        let name: String
      }
      let entries: [Item]
    }
    let body = try await request(.get, "/2.0/folders/0/items?limit=1000")
    let entries = try JSONDecoder().decode(Items.self, from: body).entries
    return Dictionary(uniqueKeysWithValues: entries.map { ($0.name, $0.id) })
  }

  func makeFolder(_ name: String) async throws {
    _ = try await request(.post, "/2.0/folders", #"{"name":"\#(name)","parent":{"id":"0"}}"#)
  }

  func delete(_ file: FileFull) async throws { _ = try await request(.delete, "/2.0/files/\(file.id ?? "")") }

  private func request(_ method: HTTPRequest.Method, _ path: String, _ body: String? = nil) async throws
    -> Data
  {
    try await transport.send(
      TransportRequest(
        head: .init(
          method: method, scheme: "http", authority: "127.0.0.1:\(emulator.port)", path: path,
          headerFields: [.authorization: "Bearer \(secretText)", .contentType: "application/json"]),
        body: body.map { .bytes(Data($0.utf8)) } ?? .none)
    ).body
  }
}

extension Fault {
  /// The refusal of a name, by an item that the test describes.
  static func taken(by item: String, on operation: ChunkEmulator.Operation, nth: Int = 1) -> Fault {
    let body =
      #"{"type":"error","status":409,"code":"item_name_in_use","context_info":{"conflicts":\#(item)}}"#
    let answer = StatusAnswer(status: 409, body: body, contentType: "application/json")
    return Fault(on: operation, nth: nth, do: .status(answer, at: .answer))
  }
}
