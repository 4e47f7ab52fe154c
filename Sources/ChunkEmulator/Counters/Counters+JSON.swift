internal import ChunkModels

extension Counters {
  /// The counters as `GET /_emulator/counters` gives them: offsets are field names, since JSON has no
  /// other.
  var json: JSONValue {
    let sessions = self.sessions.mapValues { parts in
      JSONValue.object(
        Dictionary(uniqueKeysWithValues: parts.map { (String($0.key), JSONValue(of: $0.value)) }))
    }
    return [
      "requests": .object(requests.mapValues { .integer(Int64($0)) }),
      "sessions": .object(sessions),
      "received_bytes": .integer(receivedBytes),
      "acknowledged_parts": .integer(Int64(acknowledgedParts)),
      "throttled": .integer(Int64(throttled)),
      "max_in_flight": .integer(Int64(maximumInFlight)),
      "has_resent_acknowledged_part": .bool(hasResentAcknowledgedPart),
    ]
  }
}
