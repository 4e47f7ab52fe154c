internal import CFuzzer
internal import Foundation

/// libFuzzer's loop.
public enum Fuzzer {
  /// Runs it with the program's arguments, and ends the program.
  public static func main(_ run: @escaping @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt) -> Never {
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    exit(LLVMFuzzerRunDriver(&count, &arguments, run))
  }
}

/// Ends the program with a message if something does not hold, which libFuzzer takes for a crash.
public func expect(_ holds: Bool, _ message: @autoclosure () -> String) {
  if !holds { fatalError("expectation failed: \(message())") }
}
