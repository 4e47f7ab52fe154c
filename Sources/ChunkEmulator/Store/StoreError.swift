/// The system did not do what the server needs.
struct StoreError: Error, CustomStringConvertible, Hashable {
  /// What was tried, on which path, and the system's reason.
  let description: String
}
