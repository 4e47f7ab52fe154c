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
      "tokens": tokens.json,
      "has_resent_acknowledged_part": .bool(hasResentAcknowledgedPart),
    ]
  }
}

extension TokenCounters {
  fileprivate var json: JSONValue {
    [
      "requests": .object(requests.mapValues { .integer(Int64($0)) }),
      "issued": .integer(Int64(issued)),
      "refused": .integer(Int64(refused)),
      "reused_refresh_tokens": .integer(Int64(reusedRefreshTokens)),
      "expired": .integer(Int64(expired)),
      "expired_requests": .integer(Int64(expiredRequests)),
    ]
  }
}
