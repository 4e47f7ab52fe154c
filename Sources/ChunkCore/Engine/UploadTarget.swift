/// What an upload is to become: a file of this name and size in this folder.
struct UploadTarget: Sendable, Hashable {
  let folderId: String
  let fileName: String
  let fileSize: Int64
}
