/// Folders and what is in them.
extension Store {
  /// The folder of an id.
  func folder(_ id: String) throws -> FolderRecord {
    try state.withLock { state in
      guard let folder = state.folders[id] else { throw APIError.folderNotFound(id) }
      return folder
    }
  }

  /// Makes a folder.
  func createFolder(name: String, parentID: String) throws -> FolderRecord {
    try state.withLock { state in
      guard state.folders[parentID] != nil else { throw APIError.folderNotFound(parentID) }
      try state.requireFree(name: name, inFolder: parentID)
      let folder = FolderRecord(
        id: state.makeItemID(), name: name, parentID: parentID, createdAt: policy.now())
      try record(.folder(folder), in: &state)
      return folder
    }
  }

  /// Deletes a folder; one that is not empty only if asked to go all the way down.
  func deleteFolder(_ id: String, recursively: Bool) throws {
    try state.withLock { try deleteFolder(id, recursively: recursively, in: &$0) }
  }

  private func deleteFolder(_ id: String, recursively: Bool, in state: inout StoreState) throws {
    guard let folder = state.folders[id], folder.parentID != nil else { throw APIError.folderNotFound(id) }
    let files = state.files.values.filter { $0.folderID == id }
    let folders = state.folders.values.filter { $0.parentID == id }
    guard recursively || (files.isEmpty && folders.isEmpty) else {
      throw APIError(
        .badRequest, "folder_not_empty", "Cannot delete - folder not empty. Use recursive option.")
    }
    for inner in folders { try deleteFolder(inner.id, recursively: true, in: &state) }
    for file in files {
      try record(.fileDeleted(file.id), in: &state)
      for version in file.versions { removeContent(version.contentID) }
    }
    try record(.folderDeleted(id), in: &state)
  }

  /// What is in a folder: folders first, then files, each by name.
  func items(inFolder id: String) throws -> (folders: [FolderRecord], files: [FileRecord]) {
    try state.withLock { state in
      guard state.folders[id] != nil else { throw APIError.folderNotFound(id) }
      return (
        state.folders.values.filter { $0.parentID == id }.sorted { $0.name < $1.name },
        state.files.values.filter { $0.folderID == id }.sorted { $0.name < $1.name }
      )
    }
  }

  /// The folders from the root down to a folder, itself included.
  func path(ofFolder id: String) -> [FolderRecord] {
    state.withLock { state in
      var path: [FolderRecord] = []
      var next: String? = id
      while let current = next.flatMap({ state.folders[$0] }), path.count < state.folders.count {
        path.insert(current, at: 0)
        next = current.parentID
      }
      return path
    }
  }
}
