#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
internal import ChunkModels
internal import Hummingbird

/// What tests of programs ask over HTTP. No token is needed.
extension RouteTable {
  func addInspectionRoutes() {
    let recorder = dispatcher.recorder
    let dispatcher = dispatcher
    onInspection(.get, "") { _ in try Answer.json(Self.inspectionIndex) }
    onInspection(.get, "/counters") { _ in try Answer.json(dispatcher.counters.json) }
    onInspection(.get, "/requests") { _ in try Answer.json(recorder.requests) }
    onInspection(.delete, "/counters") { _ in
      dispatcher.resetCounters()
      return Answer.empty(.noContent)
    }
    onInspection(.delete, "/tokens") { _ in
      dispatcher.grants.tokens.expireAll()
      return Answer.empty(.noContent)
    }
    onInspection(.put, "/sink") { request in
      for try await _ in request.body {}
      return Answer.empty(.noContent)
    }
    onInspection(.get, "/faults") { _ in
      let faults = dispatcher.faults.remaining(receivedBytes: recorder.receivedBytes)
      return try Answer.json(faults.map(\.json))
    }
    onInspection(.put, "/faults") { request in
      let script = try await request.body.collect(upTo: Self.scriptLimit)
      do {
        dispatcher.setFaults(try FaultScript.parse(String(buffer: script)))
        return Answer.empty(.noContent)
      } catch let error as FaultScriptError {
        return Answer.error(APIError(.badRequest, .badRequest, error.description))
      }
    }
  }

  /// What `GET /_emulator/` answers: every endpoint, and what it is for.
  private static let inspectionIndex: JSONValue = [
    "GET /_emulator/": "this list",
    "GET /_emulator/counters": "what was counted: requests by operation, what came of each part, and tokens",
    "DELETE /_emulator/counters": "forgets what was counted, and the requests",
    "GET /_emulator/requests": "the requests so far, without their tokens",
    "GET /_emulator/faults": "the faults that are still to happen, as a script",
    "DELETE /_emulator/tokens": "ends the access tokens that were given, as if their time were over",
    "PUT /_emulator/faults": "replaces the faults by the script in the body",
    "PUT /_emulator/sink": "reads a body of any size and drops it, for measuring",
  ]

  private static let scriptLimit = 1 << 20
}
