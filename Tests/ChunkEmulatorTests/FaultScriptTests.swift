import ChunkModels
import Testing

@testable import ChunkEmulator

@Suite struct FaultScriptTests {
  @Test func readsTheSelectorsAndActions() throws {
    let faults = try FaultScript.parse(
      """
      [{"on": "part", "nth": 3, "do": "reset-after", "bytes": 262144},
       {"on": "commit", "times": 2, "do": "accepted", "retry_after": 1},
       {"on": "part", "offset": 8388608, "times": 0, "do": "status", "status": 503,
        "code": "unavailable", "retry_after_date": 2, "headers": {"X-A": "b"}},
       {"on": "any", "after_bytes": 1000, "do": "stall", "seconds": 0.5, "where": "body", "bytes": 7}]
      """)
    #expect(
      faults == [
        Fault(on: .part, nth: 3, do: .resetAfter(bytes: 262_144)),
        Fault(on: .commit, times: 2, do: .accepted(retryAfter: 1)),
        Fault(
          on: .part, times: 0, offset: 8_388_608,
          do: .status(
            StatusAnswer(
              status: 503, code: "unavailable", headers: ["X-A": "b"], retryAfter: .date(inSeconds: 2)),
            at: .answer)),
        Fault(on: .any, afterBytes: 1000, do: .stall(seconds: 0.5, at: .body(afterBytes: 7))),
      ])
  }

  @Test(arguments: FaultVerb.allCases.map(\.rawValue))
  func readsEveryVerb(name: String) throws {
    let fields: JSONValue = [
      "bytes": 1, "seconds": 1, "location": "/", "bytes_per_second": 1, "ms": 1, "origin": "http://a",
      "status": 500, "in_flight": 3, "retry_after_date": 2,
    ]
    var reader = try FaultFields(fields, number: 1)
    let action = try #require(FaultVerb(rawValue: name)).action(&reader)
    let operation = action == .deny ? Operation.authorize : .part
    let fault = Fault(
      on: operation, nth: 2, times: 3, forSeconds: 0.5, offset: 4, afterBytes: 5, do: action)
    let written = String(decoding: try WireJSON.encode([fault.json]), as: UTF8.self)
    #expect(try FaultScript.parse(written) == [fault])
  }

  @Test(arguments: [
    (#"{}"#, "must be a JSON list"),
    (#"[1]"#, "must be a JSON object"),
    (#"[{"do": "html"}]"#, "\"on\" is missing; known are create"),
    (#"[{"on": "parts", "do": "html"}]"#, "\"parts\" is not known; known are create"),
    (#"[{"on": "part"}]"#, "\"do\" is missing; known are status"),
    (#"[{"on": "part", "do": "explode"}]"#, "\"explode\" is not known; known are status"),
    (#"[{"on": "part", "do": "html", "byte": 1}]"#, "field \"byte\" is not known for \"html\""),
    (#"[{"on": "part", "do": "reset-after"}]"#, "\"bytes\" is missing"),
    (#"[{"on": "part", "do": "reset-after", "bytes": "1"}]"#, "\"bytes\" must be a whole number"),
    (#"[{"on": "part", "do": "status", "status": 42}]"#, "not from 200 to 599"),
    (#"[{"on": "part", "nth": 0, "do": "html"}]"#, "counts from 1"),
    (#"[{"on": "part", "do": "stall", "seconds": 1, "where": "end"}]"#, "known are before, body, answer"),
    (#"[{"on": "part", "do": "html"}, {"on": "part", "do": "x"}]"#, "fault 2: \"do\": \"x\" is not known"),
  ])
  func refusesWhatItDoesNotKnow(script: String, reason: String) {
    #expect { try FaultScript.parse(script) } throws: { error in
      String(describing: error).contains(reason)
    }
  }

  @Test func countsWhatAFaultSelects() {
    let queue = FaultQueue()
    queue.set(
      [
        Fault(on: .part, nth: 2, times: 2, do: .html), Fault(on: .part, offset: 8, do: .loseAnswer),
        Fault(on: .any, times: 0, afterBytes: 100, do: .resetBefore),
      ], receivedBytes: 1000)
    let hits = [(0, 0), (8, 0), (16, 0), (24, 0), (32, 200)].map { offset, bytes in
      queue.enter(.part, offset: Int64(offset), receivedBytes: 1000 + Int64(bytes)).actions
    }
    #expect(hits == [[], [.html, .loseAnswer], [.html], [], [.resetBefore]])
  }

  @Test func writesEveryFieldOfAnAnswer() throws {
    let answer = StatusAnswer(
      status: 500, code: "c", message: "m", headers: ["X-A": "b"], body: "t", contentType: "text/plain",
      retryAfter: .text("soon"))
    let faults = [
      Fault(on: .any, do: .status(answer, at: .body(afterBytes: 3))),
      Fault(on: .commit, do: .statusAfter(StatusAnswer(status: 429, retryAfter: .date(inSeconds: 7)))),
    ]
    let written = String(decoding: try WireJSON.encode(faults.map(\.json)), as: UTF8.self)
    #expect(try FaultScript.parse(written) == faults)
  }

  @Test func whatIsLeftCountsFromNow() {
    let queue = FaultQueue()
    queue.set(
      [
        Fault(on: .part, nth: 3, times: 2, do: .html), Fault(on: .part, do: .loseAnswer),
        Fault(on: .commit, times: 0, afterBytes: 100, do: .resetBefore),
      ], receivedBytes: 50)
    var left: [[Fault]] = []
    for _ in 1...4 {
      _ = queue.enter(.part, offset: 0, receivedBytes: 60)
      left.append(queue.remaining(receivedBytes: 60))
    }
    let commit = Fault(on: .commit, times: 0, afterBytes: 90, do: .resetBefore)
    #expect(
      left == [
        [Fault(on: .part, nth: 2, times: 2, do: .html), commit],
        [Fault(on: .part, nth: 1, times: 2, do: .html), commit],
        [Fault(on: .part, nth: 1, times: 1, do: .html), commit], [commit],
      ])
    #expect(queue.remaining(receivedBytes: 150) == [Fault(on: .commit, times: 0, do: .resetBefore)])
  }
}
