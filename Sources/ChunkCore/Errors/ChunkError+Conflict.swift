public import ChunkModels

extension ChunkError {
  /// What stands in the way of an upload with kind ``Kind/conflict``: mostly the file that has the name, with
  /// its id, its SHA-1, its etag and, if the service tells it, its size. `nil` if it does not say.
  public var conflict: ConflictingItem? { answer?.error?.contextInfo?.conflicts.first }

  /// The same refusal in other words.
  func saying(_ message: String, remedy: String) -> ChunkError {
    var error = self
    error.message = message
    error.remedy = remedy
    return error
  }
}

extension ConflictingItem {
  /// Which item it is, in words.
  var words: String {
    let what = "\(type?.rawValue ?? "item") \(id ?? "of an unknown id")".escapingControls()
    return sha1.map { "\(what), SHA-1 \($0.escapingControls())" } ?? what
  }
}
