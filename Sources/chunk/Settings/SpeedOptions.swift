import ArgumentParser
import ChunkCore

/// How much of the network an upload takes.
struct SpeedOptions: ParsableArguments, Sendable {
  @Option(
    help: ArgumentHelp(
      "How many parts are in flight at once: 1 to 64, or auto for up to 8, as many as carry the most. (default: auto)",
      valueName: "auto|n"),
    transform: ParallelArgument.init(parsing:))
  var parallel = ParallelArgument.automatic

  @Option(
    help: ArgumentHelp(
      "The most bytes that go out in a second, over all connections; k, M and G stand for 1,000 bytes and so on.",
      valueName: "rate"),
    transform: ByteRate.init(parsing:))
  var limitRate: ByteRate?

  @Option(
    help: ArgumentHelp(
      "Whether Box is asked which parts it holds already, so that they are not sent: auto, always or never.",
      discussion:
        "auto asks for the parts of new versions, and for those of a new file once it has some of them."))
  var plan = UploadPlanning.automatic

  var budget: UploadBudget {
    UploadBudget(concurrency: parallel.concurrency, maximumBytesPerSecond: limitRate?.bytesPerSecond)
  }

  /// The flags that were given, to go into a command that is to be pasted.
  var words: [String] {
    let count = parallel.concurrency
    return ShellWord.option("--parallel", count.isAutomatic ? nil : "\(count.maximum)")
      + ShellWord.option("--limit-rate", limitRate.map { "\($0.bytesPerSecond)" })
      + ShellWord.option("--plan", plan == .automatic ? nil : plan.rawValue)
  }
}

/// A number of bytes a second, as people write it: `500k`, `2.5M`.
struct ByteRate: Sendable {
  let bytesPerSecond: Int64

  /// - Throws: `ValidationError` that says what is allowed.
  init(parsing argument: String) throws {
    let units: [Character: Double] = ["k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "g": 1e9, "G": 1e9]
    let unit = argument.last.flatMap { units[$0] }
    let digits = unit == nil ? argument[...] : argument.dropLast()
    let isPlain = !digits.isEmpty && digits.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2e }
    let number = isPlain ? Double(digits) : nil
    guard let bytes = number.map({ $0 * (unit ?? 1) }), (1...1e15).contains(bytes) else {
      throw ValidationError("it is to be a number of bytes such as 500k, 2.5M or 1G.")
    }
    bytesPerSecond = Int64(bytes)
  }
}

/// A number of parts in flight, or `auto`.
struct ParallelArgument: Sendable, CustomStringConvertible {
  let concurrency: UploadConcurrency

  static let automatic = ParallelArgument(concurrency: .automatic())

  init(concurrency: UploadConcurrency) { self.concurrency = concurrency }

  /// - Throws: `ValidationError` that says what is allowed.
  init(parsing argument: String) throws {
    if argument == "auto" {
      self = .automatic
    } else if let count = Int(argument), (1...64).contains(count) {
      concurrency = .fixed(count)
    } else {
      throw ValidationError("it is to be 1 to 64, or auto.")
    }
  }

  /// As it is written on the command line.
  var description: String { concurrency.isAutomatic ? "auto" : "\(concurrency.maximum)" }
}
