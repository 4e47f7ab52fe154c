/// What came of a check.
public enum CheckResult: Sendable {
  /// The promise was kept.
  case passed
  /// It was broken, as is known.
  case known(KnownFailure)
  /// Something that the check needs is not there.
  case skipped(CheckSkipped)
  /// It was broken: ``CheckFailure``, or what the transport's factory threw.
  case failed(any Error)

  /// The result as a word: `passed`, `known`, `skipped`, `failed`.
  public var word: String {
    switch self {
    case .passed: "passed"
    case .known: "known"
    case .skipped: "skipped"
    case .failed: "failed"
    }
  }

  /// What there is to say to it; empty for what passed.
  public var note: String {
    switch self {
    case .passed: ""
    case .known(let failure): failure.description
    case .skipped(let skipped): skipped.description
    case .failed(let error): "\(error)"
    }
  }
}

/// A promise was broken.
public struct CheckFailure: Error, Hashable, CustomStringConvertible {
  /// The check's name.
  public let check: String
  /// What was promised.
  public let promise: String
  /// What was seen instead.
  public let saw: String

  init(check: String, promise: String, saw: String) {
    self.check = check
    self.promise = promise
    // What a terminal or a report would take for something else is written out.
    self.saw = saw.unicodeScalars.reduce(into: "") { text, scalar in
      text += scalar.value < 0x20 || scalar.value == 0x7f ? scalar.escaped(asASCII: true) : String(scalar)
    }
  }

  /// The promise and what was seen.
  public var description: String { "\(check): \(promise)\nseen: \(saw)" }
}

/// A check did not run, because something that it needs is not there.
public struct CheckSkipped: Error, Hashable, CustomStringConvertible {
  /// The check's name.
  public let check: String
  /// What is missing.
  public let missing: String

  /// What it needs.
  public var description: String { "needs: \(missing)" }
}
