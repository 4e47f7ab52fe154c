#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
internal import Synchronization

/// Checks the claims of assertions as the service does, and remembers which ids came.
final class AssertionChecks: Sendable {
  private let clock: ServerClock
  private let ids = Mutex<Set<String>>([])

  init(clock: ServerClock) { self.clock = clock }

  /// Checks an assertion of a client.
  ///
  /// The id is used up by an assertion that is refused for its time, too: who tries again makes a new one.
  ///
  /// - Parameter audiences: The URLs of the token endpoint.
  /// - Throws: for each claim that is missing or wrong; the reason names it.
  func check(_ assertion: Assertion, of clientID: String, audiences: Set<String>) throws(TokenRefusal) {
    guard assertion.text("iss") == clientID else {
      throw .claim("iss", "The 'iss' specified is invalid.")
    }
    guard assertion.audience.contains(where: { audiences.contains($0) }) else {
      throw .claim("aud", "The 'aud' specified is invalid.")
    }
    guard let id = assertion.text("jti"), (16...128).contains(id.count),
      ids.withLock({ $0.insert("\(clientID) \(id)").inserted })
    else { throw .claim("jti", "A unique 'jti' value is required.") }
    try checkTimes(assertion)
  }

  private func checkTimes(_ assertion: Assertion) throws(TokenRefusal) {
    let now = clock.now
    guard let end = assertion.date("exp") else { throw .claim("exp", "The 'exp' specified is invalid.") }
    guard end > now else {
      throw .grant("Current date/time MUST be before the expiration date/time listed in the 'exp' claim")
    }
    guard end <= now + Self.longestLife else {
      throw .claim("exp", "The 'exp' value exceeds the maximum value of 60 seconds beyond the issue time.")
    }
    if let start = assertion.date("nbf"), start > now {
      throw .grant("Current date/time MUST be after the date/time listed in the 'nbf' claim")
    }
  }

  private static let longestLife: Double = 60
}
