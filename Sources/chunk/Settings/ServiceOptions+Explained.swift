import ChunkCore

extension ServiceOptions {
  /// The smallest file that the service takes in parts.
  static let smallestFile: Int64 = 20_000_000

  /// What is known of an error beyond what the library knows: where the token came from, and what its
  /// remedies are called here.
  ///
  /// - Parameter isOfNewFile: Whether it is that of an upload which could be one of a new version instead.
  func explained(_ error: ChunkError, isOfNewFile: Bool = false) -> ChunkError {
    var error = error
    if error.kind == .unauthorized {
      if let source = credentials.set.first {
        error.remedy +=
          source.isToken ? " (it came from \(source.description))" : " (by \(source.description))"
      }
    } else if error.kind == .loginRequired || error.kind == .credentialsRefused {
      let login = error.kind == .loginRequired ? "; 'chunk login' does that" : ""
      error.remedy += login + (credentials.set.first.map { " (asked with \($0.description))" } ?? "")
    } else if error.answer?.code == .itemNameInUse {
      error.remedy = "Choose another name with --name, or rename or remove the file that is there"
      if isOfNewFile {
        let isFile = error.conflict?.type == .file
        error.remedy +=
          "; --if-exists \(isFile ? "version makes a new version of it, --if-exists " : "")rename finds a free name"
      }
    } else if error.kind == .preconditionFailed, error.session != nil, !isOfNewFile {
      error.remedy =
        "Look at the file as it is now; to replace it all the same, upload again with its present etag as "
        + "--if-match, or without --if-match; no part will be sent again"
    } else if error.remedy.hasSuffix("/files/content") {
      error.remedy = "chunk is for files of 20,000,000 bytes or more; send smaller ones another way"
    } else if error.kind == .stillProcessing, error.session != nil {
      error.remedy = "The same command goes on with the commit; no part will be sent again"
    }
    return error
  }
}
