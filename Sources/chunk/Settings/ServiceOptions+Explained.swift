import ChunkCore

extension ServiceOptions {
  /// The smallest file that the service takes in parts.
  static let smallestFile: Int64 = 20_000_000

  /// What is known of an error beyond what the library knows: where the token came from, and what its
  /// remedies are called here.
  func explained(_ error: ChunkError) -> ChunkError {
    var error = error
    if error.kind == .unauthorized {
      error.remedy += " (it came from \(token.origin))"
    } else if error.answer?.code == .itemNameInUse {
      error.remedy = "Choose another name with --name, or rename or remove the file that is there"
    } else if error.remedy.hasSuffix("/files/content") {
      error.remedy = "chunk is for files of 20,000,000 bytes or more; send smaller ones another way"
    } else if error.kind == .stillProcessing, error.session != nil {
      error.remedy = "The same command goes on with the commit; no part will be sent again"
    }
    return error
  }
}
