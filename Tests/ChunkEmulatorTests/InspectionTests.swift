import ChunkModels
import Testing

@testable import ChunkEmulator

/// What tests of programs ask over HTTP.
@Suite struct InspectionTests {
  private func get(_ client: Client, _ path: String) async throws -> CurlAnswer {
    try await client.send("GET", client.emulator.url + path, headers: ["Authorization": ""])
  }

  @Test(arguments: ["/_emulator", "/_emulator/"])
  func everyEndpointIsListed(path: String) async throws {
    try await withEmulator { client in
      let list = try await get(client, path)
      #expect(list.status == 200)
      let endpoints = try #require(list.json.objectValue).keys.sorted()
      #expect(endpoints.count == 8)
      for endpoint in endpoints {
        let words = endpoint.split(separator: " ").map { String($0) }
        let body = words[0] == "PUT" ? Array("[]".utf8) : nil
        let answer = try await client.send(words[0], client.emulator.url + words[1], body: body)
        #expect((200...299).contains(answer.status), "\(endpoint)")
      }
    }
  }

  @Test func faultsAreListedUntilTheyHaveHappened() async throws {
    try await withEmulator { client in
      let script = #"[{"on":"user","nth":2,"times":2,"do":"status","status":503}]"#
      let url = client.emulator.url + "/_emulator/faults"
      #expect(try await client.send("PUT", url, body: Array(script.utf8)).status == 204)
      var left: [JSONValue] = []
      for _ in 1...4 {
        left.append(try await get(client, "/_emulator/faults").json)
        _ = try await client.send("GET", "/2.0/users/me")
      }
      let fault: [String: JSONValue] = ["on": "user", "do": "status", "status": 503, "where": "answer"]
      #expect(
        left == [
          [.object(fault.merging(["nth": 2, "times": 2]) { $1 })],
          [.object(fault.merging(["times": 2]) { $1 })], [.object(fault)], [],
        ])
    }
  }

  @Test func scriptsThatAreRefusedSayWhichFault() async throws {
    try await withEmulator { client in
      let url = client.emulator.url + "/_emulator/faults"
      let script = #"[{"on":"part","do":"html"},{"on":"part","do":"x"}]"#
      let answer = try await client.send("PUT", url, body: Array(script.utf8))
      #expect(answer.status == 400)
      #expect(answer.json["message"]?.stringValue?.hasPrefix("fault 2: ") == true)
    }
  }

  @Test func bytesCountFromTheMomentOfTheScript() async throws {
    try await withEmulator { client in
      let content = bytes(2500)
      let session = try await client.create("a", size: content.count)
      for offset in [0, 1000] { _ = try await client.put(session, content, at: offset) }
      client.emulator.setFaults([Fault(on: .any, afterBytes: 500, do: .html)])
      // Counters can be forgotten meanwhile; that does not make bytes come back.
      client.emulator.resetCounters()
      let user = try await client.send("GET", "/2.0/users/me")
      #expect(user.json["type"] == "user")
      #expect(client.emulator.remainingFaults == [Fault(on: .any, afterBytes: 500, do: .html)])
      #expect(try await client.put(session, content, at: 2000).status == 200)
      #expect(client.emulator.remainingFaults == [Fault(on: .any, do: .html)])
      #expect(
        try await client.send("GET", "/2.0/users/me").headers["content-type"]?.hasPrefix("text/html") == true)
      #expect(client.emulator.remainingFaults.isEmpty)
    }
  }
}
