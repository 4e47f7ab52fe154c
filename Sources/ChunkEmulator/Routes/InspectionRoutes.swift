#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
internal import ChunkModels
internal import Hummingbird

/// What tests of programs ask over HTTP: `GET /_emulator/counters`, `GET /_emulator/requests`,
/// `PUT /_emulator/faults` with a script, and `DELETE /_emulator/counters`. No token is needed.
extension RouteTable {
  func addInspectionRoutes() {
    let recorder = dispatcher.recorder
    let faults = dispatcher.faults
    onInspection(.get, "/counters") { _ in try Answer.json(recorder.counters.json) }
    onInspection(.get, "/requests") { _ in try Answer.json(recorder.requests) }
    onInspection(.delete, "/counters") { _ in
      recorder.reset()
      return Answer.empty(.noContent)
    }
    onInspection(.put, "/faults") { request in
      let script = try await request.body.collect(upTo: Self.scriptLimit)
      do {
        faults.set(try FaultScript.parse(String(buffer: script)))
        return Answer.empty(.noContent)
      } catch let error as FaultScriptError {
        return Answer.error(APIError(.badRequest, .badRequest, error.description))
      }
    }
  }

  private static let scriptLimit = 1 << 20
}
