import ChunkCore
import ChunkModels

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension UploadCommand {
  func again(_ jobs: [UploadJob]) -> [String] {
    ["chunk", "upload"] + ShellWord.option("--folder", folder) + ShellWord.option("--name", name)
      + version.words + words + jobs.map(\.source.word)
  }

  /// Folder and name belong to the session and are not named again.
  func goOn(_ job: UploadJob, session: String) -> [String] {
    ["chunk", "upload", "--session", session] + job.versionWords
      + ShellWord.option("--name", job.source.isStandardInput ? name : nil) + words + [job.source.word]
  }

  private var words: [String] {
    let flags: [(String, String?)] = [
      ("--size", size.map { "\($0)" }),
      ("--description", attributes.description),
      ("--created-at", attributes.createdAt.map { WireDate.text(from: $0.date) }),
      ("--modified-at", attributes.modifiedAt.map { WireDate.text(from: $0.date) }),
    ]
    return flags.flatMap(ShellWord.option) + (resuming.isOff ? ["--no-resume"] : []) + commonWords
  }
}
