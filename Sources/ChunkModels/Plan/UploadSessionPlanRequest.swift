/// The body that asks which parts the server already holds.
/// [Plan upload session](https://developer.box.com/reference/post-files-upload-sessions-id-plan)
public struct UploadSessionPlanRequest: Codable, Sendable, Hashable {
  /// The parts in question, at least one.
  public var parts: [UploadPartPlan]

  /// Creates the body from the parts in question.
  public init(parts: [UploadPartPlan]) {
    self.parts = parts
  }

  enum CodingKeys: String, CodingKey {
    case parts
  }
}
