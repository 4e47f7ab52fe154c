import ChunkEmulator

/// The commit: slow, out of step, or lost.
extension FaultRow {
  private static let hour = 3600.0

  static let commits: [FaultRow] = [
    commit("202 fifteen times", .status(202, on: .commit, times: 15, retryAfter: .text("4")), commits: 16),
    commit("parts_mismatch twice", .status(400, "parts_mismatch", on: .commit, times: 2), commits: 3),
    commit("500 twice", .status(500, on: .commit, times: 2), commits: 3),
    commit(
      "name reserved twice", .status(409, "name_temporarily_reserved", on: .commit, times: 2), commits: 3),
    commit("429 twice", .status(429, on: .commit, times: 2, retryAfter: .text("9")), commits: 3),
    commit("HTML twice", Fault(on: .commit, times: 2, do: .html), commits: 3),
    commit("reset before the body twice", Fault(on: .commit, times: 2, do: .resetBefore), commits: 3),
    commit("reset after the body twice", Fault(on: .commit, times: 2, do: .resetAfterBody), commits: 3),
    commit("answer lost, committed", Fault(on: .commit, do: .loseAnswer), commits: 2),
    commit(
      "500 although committed", Fault(on: .commit, do: .statusAfter(StatusAnswer(status: 500))), commits: 2),
    commit("JSON cut off, committed", Fault(on: .commit, do: .truncatedJSON), commits: 2),
    commit("body cut off, committed", Fault(on: .commit, do: .truncatedBody), commits: 2),
    commit(
      "header cut off, committed",
      Fault(on: .commit, do: .truncatedHeader("HTTP/1.1 201 Created\r\nContent-Ty")), commits: 2
    ).failingWithURLSession(.cutHead),
    commit("no answer, committed", Fault(on: .commit, do: .stall(seconds: hour, at: .answer)), commits: 2)
      .with { $0.meddling = .impatientCommit(work) },
    commit("no answer, nothing done", Fault(on: .commit, do: .stall(seconds: hour, at: .before)), commits: 2)
      .with { $0.meddling = .impatientCommit(.milliseconds(300)) },
    commit(
      "answer lost, and then the session is gone", Fault(on: .commit, do: .loseAnswer),
      .status(410, on: .commit, nth: 2), commits: 2),
  ]
}
