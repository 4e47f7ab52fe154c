import ArgumentParser
import ChunkCore
import ChunkModels

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

struct UploadsForget: UploadsStep {
  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: "Remove the records of uploads, damaged ones too, and nothing at the service.")

  @OptionGroup var selection: UploadsSelection
  @OptionGroup(title: "Records") var state: StateOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func action() throws -> Action {
    { upload, entry throws(ChunkError) in
      try Self.remove(entry)
      guard let record = try? upload.record.get(), let session = record.session.id else {
        return StepResult(
          event: "forgotten", label: nil,
          text: "the record is removed; whatever session it named ends by itself", fields: [:])
      }
      let expiry = record.session.sessionExpiresAt
      let end = expiry.map(WireDate.text)
      var fields: [String: JSONValue] = [
        "path": .string(record.sourcePath), "session_id": .string(session),
      ]
      fields["expires_at"] = end.map { .string($0) }
      if let expiry, expiry <= .now {
        return StepResult(
          event: "forgotten", label: record.label,
          text: "the record is removed; session \(session) has ended",
          fields: fields)
      }
      let drop = ShellWord.line(["chunk", "session", "abort", session])
      return StepResult(
        event: "forgotten", label: record.label,
        text:
          "session \(session) is left at the service\(end.map { " until \($0)" } ?? ""); '\(drop)' drops it",
        fields: fields)
    }
  }
}
