internal import CChunk
internal import ChunkCore

@implementation @_cdecl("chunk_upload_big_file")
public func chunk_upload_big_file(
  _ client: OpaquePointer?, _ file: OpaquePointer?, _ file_name: UnsafePointer<CChar>?, _ file_size: Int64,
  _ parent_folder_id: UnsafePointer<CChar>?, _ options: OpaquePointer?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  Starter(client, options, error).finished { uploadBigFile($0, file, file_name, file_size, parent_folder_id) }
}

@implementation @_cdecl("chunk_start_upload_big_file")
public func chunk_start_upload_big_file(
  _ client: OpaquePointer?, _ file: OpaquePointer?, _ file_name: UnsafePointer<CChar>?, _ file_size: Int64,
  _ parent_folder_id: UnsafePointer<CChar>?, _ options: OpaquePointer?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  uploadBigFile(Starter(client, options, error), file, file_name, file_size, parent_folder_id)
}

private func uploadBigFile(
  _ starter: Starter, _ file: OpaquePointer?, _ file_name: UnsafePointer<CChar>?, _ file_size: Int64,
  _ parent_folder_id: UnsafePointer<CChar>?
) -> OpaquePointer? {
  let file_name = TextArgument("file_name", file_name)
  let parent_folder_id = TextArgument("parent_folder_id", parent_folder_id)
  return starter.upload(file) { call, origin, options throws(ChunkError) in
    try call.refuse("if_match", "if_none_match", of: "a new file")
    return call.manager.startUpload(
      file: origin.uploadSource, fileName: try file_name.optional(),
      fileSize: file_size.unlessDefault ?? origin.size, parentFolderId: try parent_folder_id.required(),
      options: options)
  }
}

@implementation @_cdecl("chunk_upload_big_file_version")
public func chunk_upload_big_file_version(
  _ client: OpaquePointer?, _ file_id: UnsafePointer<CChar>?, _ file: OpaquePointer?, _ file_size: Int64,
  _ file_name: UnsafePointer<CChar>?, _ options: OpaquePointer?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  Starter(client, options, error).finished { uploadBigFileVersion($0, file_id, file, file_size, file_name) }
}

@implementation @_cdecl("chunk_start_upload_big_file_version")
public func chunk_start_upload_big_file_version(
  _ client: OpaquePointer?, _ file_id: UnsafePointer<CChar>?, _ file: OpaquePointer?, _ file_size: Int64,
  _ file_name: UnsafePointer<CChar>?, _ options: OpaquePointer?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  uploadBigFileVersion(Starter(client, options, error), file_id, file, file_size, file_name)
}

private func uploadBigFileVersion(
  _ starter: Starter, _ file_id: UnsafePointer<CChar>?, _ file: OpaquePointer?, _ file_size: Int64,
  _ file_name: UnsafePointer<CChar>?
) -> OpaquePointer? {
  let file_id = TextArgument("file_id", file_id)
  let file_name = TextArgument("file_name", file_name)
  return starter.upload(file) { call, origin, options throws(ChunkError) in
    try call.refuse("if_none_match", of: "an upload of a version")
    return call.manager.startVersionUpload(
      fileId: try file_id.required(), file: origin.uploadSource, fileName: try file_name.optional(),
      fileSize: file_size.unlessDefault ?? origin.size, ifMatch: call.settings.texts["if_match"],
      options: options)
  }
}

@implementation @_cdecl("upload_big_file")
public func upload_big_file(
  _ client: OpaquePointer?, _ path: UnsafePointer<CChar>?, _ file_name: UnsafePointer<CChar>?,
  _ parent_folder_id: UnsafePointer<CChar>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  guard let source = chunk_source_path(path, error) else { return nil }
  defer { chunk_source_free(source) }
  return chunk_upload_big_file(client, source, file_name, -1, parent_folder_id, nil, error)
}
