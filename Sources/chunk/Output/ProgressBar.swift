import ChunkCore

/// One line that says how far an upload is.
struct ProgressBar {
  let name: String
  let progress: UploadProgress
  let rate: Double?

  /// `disk.img   42% [=====--    ] 420 MB of 1.00 GB, 98.0 MB/s, 0:06 left`
  ///
  /// Of the bar, `=` is what the server has acknowledged, `-` what is on the way.
  ///
  /// It never takes the last column, where some terminals wrap. Without room for a bar there are only
  /// numbers: as many of them as fit, none cut in the middle.
  func line(width: Int) -> String {
    let limit = max(0, width - 1)
    let numbers = "\(amounts)\(pace)"
    // Between name, percent, bar and numbers: five characters, and four for the percent.
    let room = limit - Columns.count(numbers) - 9
    let shownName = Columns.shortened(name, to: min(24, max(8, room / 2)))
    let barWidth = room - Columns.count(shownName)
    guard barWidth >= 8 else { return numbersAlone(limit: limit) }
    let done = barWidth * Int(progress.acknowledgedBytes) / max(1, Int(progress.totalBytes))
    let moving = barWidth * Int(shownBytes) / max(1, Int(progress.totalBytes)) - done
    let bar =
      String(repeating: "=", count: done) + String(repeating: "-", count: moving)
      + String(repeating: " ", count: barWidth - done - moving)
    let percent = "\(percentage)%"
    return "\(shownName) \(String(repeating: " ", count: 4 - percent.count))\(percent) [\(bar)] \(numbers)"
  }

  private func numbersAlone(limit: Int) -> String {
    let bytes = Format.bytes(shownBytes)
    let choices = ["\(amounts)\(pace)", "\(bytes)\(pace)", bytes].map { "\(percentage)% \($0)" }
    return choices.first { $0.count <= limit } ?? "\(percentage)%"
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
}
