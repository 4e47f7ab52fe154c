import ChunkCore

/// What an upload took, in words; bytes, time and rate are the result's.
enum StatisticsText {
  /// `12 parts sent, up to 5 at once, 1 sent again, 2 retries, peak memory 27.1 MB, limited by the network`
  static func line(_ statistics: UploadStatistics) -> String {
    let parts = statistics.sentParts
    var facts = [
      parts == 1 ? "1 part sent" : "\(parts) parts sent, up to \(statistics.highestConcurrency) at once",
      "\(statistics.resentParts) sent again",
      statistics.retries == 1 ? "1 retry" : "\(statistics.retries) retries",
    ]
    if let peak = PeakMemory.bytes { facts.append("peak memory \(Format.bytes(peak))") }
    return facts.joined(separator: ", ") + ", limited by \(words(for: statistics.limitedBy))"
  }

  private static func words(for limit: UploadStatistics.Limit) -> String {
    switch limit {
    case .disk: "the disk"
    case .digest: "the digests"
    case .network: "the network"
    case .server: "the server"
    case .rate: "the rate that was asked for"
    case .waits: "waits after failures or refusals"
    }
  }
}
