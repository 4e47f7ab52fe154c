import ChunkEmulator

/// What ends an upload: what is left of it, and whether it is worth trying again.
extension FaultRow {
  static let ends = refusedParts + goneSessions + sources

  /// A fault of the third part that ends the upload.
  private static func end(_ name: String, _ action: FaultAction, lists: Int = 0) -> FaultRow {
    part(name, action, attempts: 1, lists: lists, again: 0)
  }

  private static func status(_ status: Int, _ code: String? = nil) -> FaultAction {
    .status(StatusAnswer(status: status, code: code), at: .answer)
  }

  private static let refusedParts: [FaultRow] = [
    end("wrong SHA-1 in the answer", .wrongSHA1).failing([.integrity]),
    end("401, and no other token is to be had", status(401)).failing([.unauthorized]),
    end("403", status(403)).failing([.forbidden]),
    end("413", status(413)).failing([.tooLarge]),
    end("redirect", .redirect(location: "http://127.0.0.1:1/", status: 307)).failing([.redirected]),
    // It might have been there.
    part("416 of another kind", status(416, "range_does_not_fit"), attempts: 1, lists: 1)
      .failing([.rangeConflict]).with { $0.lists = nil },
    FaultRow(
      testDescription: "500 for ever",
      faults: [Fault(on: .part, times: 0, do: .status(StatusAnswer(status: 500), at: .before))], again: 0,
      attempts: nil
    ).failing([.serverError], isTemporary: true),
  ]

  private static let goneSessions: [FaultRow] = [
    end("404 at a part", status(404, "upload_session_not_found")),
    end("410 at a part", status(410, "session_expired")),
    commit("404 at the commit", .status(404, "upload_session_not_found", on: .commit), commits: 1),
    commit("410 at the commit", .status(410, "upload_failed", on: .commit), commits: 1),
  ].map { $0.failing([.sessionGone], isKept: false) }

  private static let sources: [FaultRow] = [
    FaultRow(
      testDescription: "a disk error while a part goes out", meddling: .diskError, again: 0, attempts: nil
    ).failing([.sourceUnreadable]),
    FaultRow(testDescription: "a disk error at the first byte", source: .unreadable, again: 0, attempts: 0)
      .failing([.sourceUnreadable]),
    FaultRow(
      testDescription: "a file that is cut off while it goes up", meddling: .truncation, source: .file,
      again: 0, attempts: nil
    ).failing([.sourceUnreadable, .sourceChanged]),
  ]
}
