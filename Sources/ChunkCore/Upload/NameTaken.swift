public import ChunkModels

extension UploadEvent {
  /// The name of a new file is taken, and ``UploadOptions/ifExists`` has decided.
  public struct NameTaken: Sendable, Hashable {
    /// What comes of it.
    public enum Consequence: String, Sendable, Hashable, CaseIterable {
      /// The source is compared with the file that is there.
      case comparing
      /// That file gets a new version.
      case newVersion = "new_version"
      /// The new file gets another name.
      case renamed
    }

    private let boxed: Boxed<ConflictingItem>
    /// What has the name, as far as the service has said. In an upload that goes on it is what the record knows.
    public var item: ConflictingItem { boxed.value }
    /// What comes of it.
    public let consequence: Consequence
    /// The name that the file gets instead.
    public let newName: String?

    init(item: ConflictingItem, consequence: Consequence, newName: String?) {
      boxed = Boxed(item)
      self.consequence = consequence
      self.newName = newName
    }
  }
}
