import ArgumentParser
import ChunkCore
import ChunkModels

struct WhoamiCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "whoami",
    abstract: "Show which user the service takes you for, and by which credentials.",
    discussion: """
      Asks the service, so it shows too whether the credentials are good. Of all credentials that are set, the one \
      is used that 'chunk help' names first; the others are named as well.
      """)

  @OptionGroup(title: "Service") var service: ServiceOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() async throws {
    do {
      let manager = try service.manager(isQuiet: output.quiet) { Terminal.printError($0) }
      let headers = try service.extraHeaders()
      let answer = try await Signals.cancelling { [output] in
        output.stopping()
      } _: {
        try await manager.getCurrentUser(extraHeaders: headers)
      }
      try output.json ? writeJSON(answer) : write(answer.value)
    } catch {
      throw output.fail(service.explained(ChunkError(any: error)))
    }
  }

  private func writeJSON(_ answer: Response<User>) throws {
    let set = service.credentials.set
    var fields: [String: JSONValue] = [
      "user": try WireJSON.decode(JSONValue.self, from: answer.rawJSON),
      "unused": .array(set.dropFirst().map(\.json)),
    ]
    fields["credentials"] = set.first?.json
    fields["as_user"] = service.credentials.user.map { .string($0) }
    JSONLine.write("finished", fields)
  }

  private func write(_ user: User) {
    if output.quiet { return }
    var rows = [["User", user.words]]
    if let size = user.maxUploadSize { rows.append(["Largest file", Format.bytes(size)]) }
    if let acting = service.credentials.user { rows.append(["Acting for", "user \(acting) (As-User)"]) }
    let set = service.credentials.set
    if let used = set.first { rows.append(["Credentials", used.description]) }
    for other in set.dropFirst() { rows.append(["Not used", other.description]) }
    for line in Columns.table(rows) { Terminal.print(line) }
  }
}

extension CredentialSource {
  /// The credentials as an object: `kind`, `from` in words.
  fileprivate var json: JSONValue { .object(["kind": .string(word), "from": .string(description)]) }
}
