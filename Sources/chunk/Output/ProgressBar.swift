import ChunkCore

/// One line that says how far an upload is.
struct ProgressBar {
  let name: String
  let progress: UploadProgress
  let rate: Double?

  /// `disk.img   42% [=====>      ]  420 MB of 1.00 GB  98.0 MB/s  0:06 left`
  ///
  /// The arrow's body is what the server has acknowledged, its dots what is on the way.
  func line(width: Int) -> String {
    let numbers = "\(amounts)\(pace)"
    let percent = "\(percentage)%"
    let room = max(0, width - 1 - numbers.count - percent.count - 6)
    let shownName = shortened(name, to: min(24, max(8, room / 2)))
    let barWidth = room - shownName.count
    guard barWidth >= 8 else { return String("\(percent) \(numbers)".prefix(max(0, width - 1))) }
    let done = barWidth * Int(progress.acknowledgedBytes) / max(1, Int(progress.totalBytes))
    let moving = barWidth * Int(shownBytes) / max(1, Int(progress.totalBytes)) - done
    let bar =
      String(repeating: "=", count: done) + String(repeating: "-", count: moving)
      + String(repeating: " ", count: barWidth - done - moving)
    return "\(shownName) \(String(repeating: " ", count: 4 - percent.count))\(percent) [\(bar)] \(numbers)"
  }

  /// The same without a bar, for files and pipes.
  var plainLine: String { "\(name): \(percentage)%, \(amounts)\(pace)" }

  private var shownBytes: Int64 {
    min(progress.totalBytes, progress.acknowledgedBytes + progress.inFlightBytes)
  }

  private var percentage: Int64 { shownBytes * 100 / max(1, progress.totalBytes) }

  private var amounts: String {
    "\(Format.bytes(shownBytes)) of \(Format.bytes(progress.totalBytes))"
  }

  private var pace: String {
    guard let rate, rate > 0 else { return "" }
    let left = Double(progress.totalBytes - shownBytes) / rate
    return ", \(Format.bytes(rate))/s, \(Format.clock(.seconds(min(left, 359_999)))) left"
  }

  private func shortened(_ text: String, to limit: Int) -> String {
    text.count <= limit ? text : "\(text.prefix(limit / 2))…\(text.suffix(limit - limit / 2 - 1))"
  }
}
