internal import Foundation

/// What happens in a run, on the standard error output, for who looks at one input: with FUZZ_TRACE set.
enum Trace {
  private static let isOn = getenv("FUZZ_TRACE") != nil

  static func line(_ text: UnsafePointer<CChar>?) {
    guard isOn, let text else { return }
    FileHandle.standardError.write(Data("\(String(cString: text).prefix(400))\n".utf8))
  }
}
