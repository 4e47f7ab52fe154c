internal import Foundation

/// The input of the run that is under way, in the file that FUZZ_LAST names. The library's threads block all signals, so
/// a crash of theirs ends the program before libFuzzer can keep the input.
enum LastInput {
  private static let file: CInt =
    getenv("FUZZ_LAST").map { open($0, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644) } ?? -1

  static func keep(_ bytes: UnsafePointer<UInt8>?, _ count: Int) {
    guard file >= 0, pwrite(file, bytes, count, 0) == count else { return }
    _ = ftruncate(file, count)
  }
}
