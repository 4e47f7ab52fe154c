import ChunkCoreTestSupport
import ChunkCore
import ChunkTransportTesting
import HTTPTypes
import Testing

/// Whoever is acted for is named in every request.
@Suite struct AsUserTests {
  private func manager(_ transport: MemoryTransport, asUser: String?) throws -> ChunkedUploadsManager {
    try ChunkedUploadsManager(
      transport: transport, tokens: StaticToken(BearerToken(secretText)),
      endpoints: ServiceEndpoints(base: "https://files.example", upload: "https://up.example:8443/api/"),
      asUser: asUser, clock: ImmediateClock())
  }

  @Test(arguments: Call.allCases)
  func everyOperationNamesTheUser(call: Call) async throws {
    let transport = MemoryTransport(call.answer)
    try await call.run(manager(transport, asUser: "1007"))
    #expect(transport.requests.map { $0.field("as-user") } == ["1007"])
  }

  @Test func withoutOneNobodyIsNamed() async throws {
    let transport = MemoryTransport(Call.getById.answer)
    try await Call.getById.run(manager(transport, asUser: nil))
    #expect(transport.requests.first?.field("as-user") == nil)
  }

  @Test func aCallsOwnFieldComesBeforeIt() async throws {
    let transport = MemoryTransport(Call.getById.answer)
    let name = try #require(HTTPField.Name("As-User"))
    try await Call.getById.run(manager(transport, asUser: "1007"), extraHeaders: [name: "2008"])
    #expect(transport.requests.first?.field("as-user") == "2008")
  }

  @Test(arguments: ["", "me@example.com", "10 07", "1007\r\nX: y"])
  func whatIsNoIdIsRefusedBeforeAnythingIsSent(id: String) async throws {
    let transport = MemoryTransport(Call.getById.answer)
    let error = try await failure { try await Call.getById.run(manager(transport, asUser: id)) }
    #expect(error.kind == .invalidArgument)
    #expect(transport.requests.isEmpty)
  }

  @Test func theCurrentUserIsTheOneWhoIsActedFor() async throws {
    let transport = MemoryTransport(
      .text(
        200,
        #"{"type":"user","id":"1007","name":"Ada","login":"ada@example.com","max_upload_size":5.36870912e10}"#
      ))
    let user = try await manager(transport, asUser: "1007").getCurrentUser()
    #expect(user.id == "1007")
    #expect(user.name == "Ada")
    #expect(user.login == "ada@example.com")
    #expect(user.maxUploadSize == 53_687_091_200)
    #expect(transport.requests.first?.url == "https://files.example/2.0/users/me")
    #expect(transport.requests.first?.field("as-user") == "1007")
  }
}
