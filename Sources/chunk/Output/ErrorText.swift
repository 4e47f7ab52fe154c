import ChunkCore
import ChunkModels

/// An error in words, without what could steer a terminal: much of it is the service's text.
enum ErrorText {
  /// What happened, what to do about it, and what the service said, in one line.
  static func line(_ error: ChunkError) -> String {
    if error.kind == .cancelled { return "Cancelled." }
    var text = "\(sentence(error.message)) \(sentence(error.remedy))"
    if let answer = error.answer {
      var facts = ["HTTP \(answer.status)"]
      if let code = answer.code { facts.append("code \(code.rawValue)") }
      if let requestId = answer.requestId { facts.append("request id \(requestId)") }
      text += " [\(facts.joined(separator: ", "))]"
    }
    return Columns.printable(text)
  }

  /// What the session that was left holds, and until when.
  static func line(_ session: OpenSession) -> String {
    let end = session.expiresAt.map { " until \(WireDate.text(from: $0))" } ?? ""
    let bytes = session.acknowledgedBytes.map { ", with \(Format.bytes($0))" } ?? ""
    return Columns.printable("Session \(session.id) is left\(bytes)\(end).")
  }

  /// The text with a full stop, unless it ends as a sentence does: the service's own messages may.
  private static func sentence(_ text: String) -> String {
    guard let last = text.last, !".?!…".contains(last) else { return text }
    return text + "."
  }
}
