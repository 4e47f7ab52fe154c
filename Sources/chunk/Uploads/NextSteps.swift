import ChunkCore

/// The commands that go on with uploads, as words for a shell.
protocol GoingOn: Sendable {
  /// The same command again, for these uploads. It finds their records.
  func again(_ jobs: [UploadJob]) -> [String]
  /// The command that goes on with a session of which there is no record.
  func goOn(_ job: UploadJob, session: String) -> [String]
}

/// Lines that say how to go on after failures, and how to drop what is left; as commands to be pasted.
struct NextSteps: Sendable {
  let commands: any GoingOn
  let service: ServiceOptions
  let state: StateOptions
  /// Where the records are, if any are kept.
  let store: FileResumeStore?

  /// With more files than this, a command would be too long to be read.
  private static let most = 20

  /// What became of the session of an upload, and how to go on.
  func lines(after outcome: UploadOutcome) -> [String] {
    guard let session = outcome.error?.session else { return [] }
    return [ErrorText.line(session)] + lines(after: [outcome], others: [])
  }

  /// How to go on with the failed uploads of a queue, those included that were not begun.
  func lines(after failed: [UploadOutcome]) -> [String] {
    let others = failed.filter { outcome in
      guard let error = outcome.error, error.session == nil else { return false }
      return error.kind == .cancelled || error.isTemporary
    }
    return lines(after: failed, others: others.map(\.job))
  }

  private func lines(after failed: [UploadOutcome], others: [UploadJob]) -> [String] {
    let records = recordIds
    var again: [UploadJob] = []
    var lines: [String] = []
    var recorded: [String] = []
    var drops: [String] = []
    var forgotten: [String] = []
    for outcome in failed {
      guard let session = outcome.error?.session else { continue }
      let record = records[session.id]
      if let record, outcome.isOfAnotherUser {
        forgotten.append(record)
      } else if let record {
        recorded.append(record)
      } else {
        drops.append(drop(["session", "abort", session.id] + service.words))
      }
      guard outcome.canGoOn else { continue }
      if record == nil || outcome.job.session != nil {
        let job = record == nil ? outcome.job.asTaken(outcome.nameTaken) : outcome.job
        lines.append(goOn(commands.goOn(job, session: session.id)))
      } else {
        again.append(outcome.job)
      }
    }
    again += others
    if again.count > Self.most {
      lines.insert("To go on: the same command, with the \(again.count) files that are not uploaded", at: 0)
    } else if !again.isEmpty {
      lines.insert(goOn(commands.again(again)), at: 0)
    }
    if !recorded.isEmpty {
      let ids = recorded.count > Self.most ? ["--all"] : recorded
      drops.insert(drop(["uploads", "abort"] + state.words + service.words + ids), at: 0)
    }
    if !forgotten.isEmpty { drops.append("To drop it: \(state.forgetting(forgotten))") }
    return lines + drops
  }

  private func goOn(_ words: [String]) -> String {
    let note = service.secretWords.map { " (with your \($0))" } ?? ""
    return "To go on\(note): \(ShellWord.line(words))"
  }

  private func drop(_ words: [String]) -> String { "To drop it: \(ShellWord.line(["chunk"] + words))" }

  /// The records' ids by the sessions that they name.
  private var recordIds: [String: String] {
    let uploads = (try? store?.uploads()) ?? []
    let pairs = uploads.compactMap { upload in
      (try? upload.record.get().session.id).map { ($0, upload.id) }
    }
    return Dictionary(pairs) { first, _ in first }
  }
}
