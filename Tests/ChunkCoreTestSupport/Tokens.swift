package import ChunkCore
internal import Synchronization

/// The secret that no message may show.
package let secretText = "s3cr3t-t0ken"

/// A provider that gives tokens in order, one for the first request and another for each 401, and
/// remembers what it was told is rejected.
package final class RenewingTokens: TokenProvider {
  private let tokens: [BearerToken]
  private let state = Mutex((index: 0, rejected: [BearerToken]()))

  package init(_ secrets: String...) throws { tokens = try secrets.map { try BearerToken($0) } }

  /// The tokens that the service refused.
  package var rejected: [String] { state.withLock { $0.rejected.map(\.secret) } }

  package func token(replacing rejected: BearerToken?) -> BearerToken {
    state.withLock { state in
      if let rejected {
        state.rejected.append(rejected)
        state.index = min(state.index + 1, tokens.count - 1)
      }
      return tokens[state.index]
    }
  }
}

/// A provider that has nothing to give.
package struct BrokenTokens: TokenProvider {
  package struct Failure: Error {}
  /// What it throws.
  package var error: any Error = Failure()
  /// Whether the first token is good and only a renewal fails.
  package var first: BearerToken?

  /// A provider that has nothing to give, or nothing after a first token.
  package init(error: any Error = Failure(), first: BearerToken? = nil) {
    self.error = error
    self.first = first
  }

  package func token(replacing rejected: BearerToken?) throws -> BearerToken {
    if rejected == nil, let first { return first }
    throw error
  }
}

/// A provider whose token is good, but for one time when it gives one that has expired.
package final class ExpiringTokens: TokenProvider {
  private let good: BearerToken
  private let stale: BearerToken
  private let staleAt: Int
  private let asked = Mutex(0)

  /// - Parameter staleAt: Which request gets the stale token, counted from 0.
  package init(good: String, stale: String, staleAt: Int) throws {
    self.good = try BearerToken(good)
    self.stale = try BearerToken(stale)
    self.staleAt = staleAt
  }

  package func token(replacing rejected: BearerToken?) -> BearerToken {
    guard rejected == nil else { return good }
    let number = asked.withLock { count in
      count += 1
      return count - 1
    }
    return number == staleAt ? stale : good
  }
}

/// A provider whose tokens have all ended by the time that they are looked at.
package final class EndedTokens: TokenProvider {
  private let count = Mutex(0)

  /// A provider.
  package init() {}

  /// A token with the next number.
  package func token(replacing rejected: BearerToken?) throws -> BearerToken {
    let number = count.withLock { count in
      count += 1
      return count
    }
    return try BearerToken("ended\(number)")
  }

  /// Always.
  package func hasEnded(_ token: BearerToken) -> Bool { true }
}

/// A provider that counts how often it is asked.
package final class CountedTokens: TokenProvider {
  private let asked = Mutex(0)

  /// A provider.
  package init() {}

  /// How often it was asked so far.
  package var count: Int { asked.withLock { $0 } }

  /// The usual token.
  package func token(replacing rejected: BearerToken?) throws -> BearerToken {
    asked.withLock { $0 += 1 }
    return try BearerToken(secretText)
  }
}
