import ChunkCore

/// What an upload took, in words; bytes, time and rate are the result's.
enum StatisticsText {
  /// `12 parts sent, up to 5 at once, 1 sent again, 2 retries, peak memory 27.1 MB, limited by the network`,
  /// and after a plan `…, 116 of 128 planned parts held by Box (973 MB not sent), …`
  static func line(_ statistics: UploadStatistics) -> String {
    let parts = statistics.sentParts
    var facts = [
      parts == 1 ? "1 part sent" : "\(parts) parts sent, up to \(statistics.highestConcurrency) at once",
      "\(statistics.resentParts) sent again",
      statistics.retries == 1 ? "1 retry" : "\(statistics.retries) retries",
    ]
    // That a few parts of a new file were asked for, and were not there, is nobody's concern.
    if statistics.hits > 0 || statistics.misses >= max(1, parts) { facts.append(planned(statistics)) }
    if let peak = PeakMemory.bytes { facts.append("peak memory \(Format.bytes(peak))") }
    return facts.joined(separator: ", ") + ", limited by \(words(for: statistics.limitedBy))"
  }

  private static func planned(_ statistics: UploadStatistics) -> String {
    let asked = statistics.hits + statistics.misses
    let unsent = statistics.hits > 0 ? " (\(Format.bytes(statistics.hitBytes)) not sent)" : ""
    return
      "\(statistics.hits) of \(asked == 1 ? "1 planned part" : "\(asked) planned parts") held by Box\(unsent)"
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
