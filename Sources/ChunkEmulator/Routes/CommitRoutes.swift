internal import ChunkModels
internal import Hummingbird

/// Committing a session, and planning it.
extension RouteTable {
  func addCommitRoutes() {
    let store = dispatcher.store
    let planLimit = dispatcher.configuration.maximumPlanParts
    on(.post, "/files/upload_sessions/{session}/commit", .commit) { exchange in
      let digest = try DigestHeader.read(exchange.request.headers)
      let body = try await exchange.json()
      guard body["parts"]?.arrayValue != nil,
        let commit = try? body.decode(CreateFileUploadSessionCommitRequest.self)
      else { throw APIError.badArgument(.badRequest, name: "parts", "parts is missing or malformed") }
      let request = CommitRequest(
        sessionID: try exchange.parameter("session"), parts: commit.parts,
        attributes: commit.attributes ?? CommitAttributes(), digest: digest, condition: exchange.condition)
      switch try await store.commit(request) {
      case .finished(let file):
        let entry = file.model(path: store.path(ofFolder: file.folderID))
        return try Answer.json(Files(totalCount: 1, entries: [entry]), status: .created)
      case .accepted(let retryAfter):
        return Answer.accepted(retryAfter: retryAfter)
      }
    }
    let hasPlans = dispatcher.configuration.hasPlans
    on(.post, "/files/upload_sessions/{session}/plan", .plan) { exchange in
      guard hasPlans else { throw APIError.notFound("/plan") }
      let id = try exchange.parameter("session")
      let plan = try? await exchange.json().decode(UploadSessionPlanRequest.self)
      guard let plan, !plan.parts.isEmpty, plan.parts.count <= planLimit else {
        throw APIError.badArgument(.badRequest, name: "parts", "parts must have 1 to \(planLimit) entries")
      }
      let result = try await store.plan(session: id, parts: plan.parts)
      return try Answer.json(
        UploadSessionPlan(
          uploadSessionId: id,
          hits: result.hits.map { wanted, part in
            UploadPartPlanHit(
              offset: wanted.offset, size: wanted.size, sha512: wanted.sha512, partId: part.id)
          }, misses: result.misses))
    }
  }
}
