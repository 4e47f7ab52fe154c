#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Settings from the environment. A flag wins over its variable; an empty variable counts as unset.
enum Environment {
  /// The flag's value, or else the variable's.
  static func value(_ flag: String?, _ variable: String) -> String? {
    flag ?? ProcessInfo.processInfo.environment[variable].flatMap { $0.isEmpty ? nil : $0 }
  }
}
