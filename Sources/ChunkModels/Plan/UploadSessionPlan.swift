/// Which parts the server already holds and which it lacks.
/// [Plan upload session](https://developer.box.com/reference/post-files-upload-sessions-id-plan)
public struct UploadSessionPlan: Codable, Sendable, Hashable {
  /// The session that was asked.
  public var uploadSessionId: String?

  /// The parts that need not be sent; empty also when the answer does not have the list.
  public var hits: [UploadPartPlanHit]

  /// The parts that have to be sent; empty also when the answer does not have the list.
  public var misses: [UploadPartPlan]

  /// Creates the answer.
  public init(uploadSessionId: String? = nil, hits: [UploadPartPlanHit] = [], misses: [UploadPartPlan] = []) {
    self.uploadSessionId = uploadSessionId
    self.hits = hits
    self.misses = misses
  }

  enum CodingKeys: String, CodingKey {
    case uploadSessionId = "upload_session_id"
    case hits
    case misses
  }

  /// Reads the answer. A hit without its `part_id` is an error, since no commit could name the part.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    uploadSessionId = values.lenient(.uploadSessionId)
    hits = try values.decodeIfPresent([UploadPartPlanHit].self, forKey: .hits) ?? []
    misses = try values.decodeIfPresent([UploadPartPlan].self, forKey: .misses) ?? []
  }
}
