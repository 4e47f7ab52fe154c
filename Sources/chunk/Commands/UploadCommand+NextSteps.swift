import ChunkCore
import ChunkModels

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension UploadCommand {
  /// Lines that say what became of the session, how to go on with it if that can succeed, and how to
  /// drop it.
  func hints(after error: ChunkError) -> [String] {
    guard let session = error.session else { return [] }
    var lines = [ErrorText.line(session)]
    if error.canGoOn {
      let note = service.hasSecretWords ? " (with your other --header options)" : ""
      lines.append("To go on\(note): \(ShellWord.line(goOn(with: session.id)))")
    }
    lines.append("To drop it: \(ShellWord.line(["chunk", "session", "abort", session.id] + service.words))")
    return lines
  }

  /// The command that goes on with a session: folder and name belong to it and are not named again.
  private func goOn(with id: String) -> [String] {
    let flags: [(String, String?)] = [
      ("--name", source.isStandardInput ? name : nil),
      ("--size", size.map { "\($0)" }),
      ("--on-failure", onFailure == .keep ? nil : onFailure.rawValue),
      ("--commit-time", commitTime == Self.defaultCommitTime ? nil : "\(commitTime)"),
      ("--description", attributes.description),
      ("--created-at", attributes.createdAt.map { WireDate.text(from: $0.date) }),
      ("--modified-at", attributes.modifiedAt.map { WireDate.text(from: $0.date) }),
    ]
    // A path with a dash in front would be taken as an option.
    let path = path.hasPrefix("-") && !source.isStandardInput ? "./\(path)" : path
    return ["chunk", "upload", "--session", id]
      + flags.flatMap(ShellWord.option) + service.words + [path]
  }
}
