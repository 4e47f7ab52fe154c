import ChunkCore

/// The rate at which bytes leave, over the last seconds.
struct RateMeter {
  private typealias Sample = (at: ContinuousClock.Instant, bytes: Int64)

  /// The first is the oldest that counts.
  private var samples: [Sample] = [(.now, 0)]
  private var latest: Sample?
  private static let window: Duration = .seconds(5)

  /// Notes how many bytes have left by now.
  mutating func note(_ progress: UploadProgress, at now: ContinuousClock.Instant) {
    latest = (now, progress.wireBytes)
    // Ten samples a second are plenty.
    if let last = samples.last, now - last.at < .milliseconds(100) { return }
    samples.append((now, progress.wireBytes))
    samples.removeAll { now - $0.at > Self.window }
  }

  /// Bytes a second; `nil` until there is something to measure.
  var bytesPerSecond: Double? {
    guard let first = samples.first, let latest, latest.at > first.at else { return nil }
    return Double(latest.bytes - first.bytes) / (latest.at - first.at).inSeconds
  }
}
