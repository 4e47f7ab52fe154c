import ArgumentParser

/// More than one file for one command: what cannot be meant is refused before anything is sent.
struct SeveralPaths {
  private let sources: [SourceArgument]

  init(_ paths: [String]) { sources = paths.map(SourceArgument.init) }

  /// - Throws: `ValidationError` that names what is wrong.
  func validate(name: String?, size: Int64?, session: String?, fileId: String?) throws {
    let reasons = [
      (name, "--name names one file", "--name"),
      (size.map { "\($0)" }, "--size is the size of one", "--size"),
      (session, "--session is the session of one file", "--session"),
      (fileId, "--file-id is one file, which gets one version", "--file-id"),
    ]
    for (value, reason, flag) in reasons where value != nil {
      throw ValidationError("\(reason), and there are \(sources.count); leave out \(flag).")
    }
    if sources.contains(where: \.isStandardInput) {
      throw ValidationError("Standard input (-) cannot be one of several files: it needs a name of its own.")
    }
    try refuseSameNames()
  }

  /// Two files of one name cannot be in one folder; the second would be refused at its end.
  private func refuseSameNames() throws {
    var first: [String: SourceArgument] = [:]
    for source in sources {
      let other = first.updateValue(source, forKey: source.name)
      guard let other else { continue }
      if other.resolvedPath == source.resolvedPath {
        throw ValidationError("'\(source.path)' is named twice.")
      }
      throw ValidationError(
        "'\(other.path)' and '\(source.path)' would have the same name at Box; upload one of them with --name."
      )
    }
  }
}
