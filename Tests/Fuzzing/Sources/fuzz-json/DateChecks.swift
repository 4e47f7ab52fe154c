internal import ChunkModels
internal import Foundation
internal import FuzzSupport

/// A date that was read is written so that it reads the same again, to the second.
enum DateChecks {
  static func check(_ text: String) {
    guard let date = WireDate.date(from: text) else { return }
    let written = WireDate.text(from: date)
    guard let again = WireDate.date(from: written) else {
      fatalError("\"\(text)\" is written as \"\(written)\", which is no date")
    }
    expect(abs(again.timeIntervalSince(date)) < 1, "\"\(text)\" is written as \"\(written)\"")
    expect(WireDate.text(from: again) == written, "\"\(written)\" changes when it is read")
  }
}
