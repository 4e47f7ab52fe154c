import ArgumentParser
import ChunkModels

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A date of RFC 3339 as an argument: `2026-11-22T17:00:00Z`.
struct DateArgument: ExpressibleByArgument, Sendable {
  let date: Date

  init?(argument: String) {
    guard let date = WireDate.date(from: argument) else { return nil }
    self.date = date
  }
}
