/// Whether something becomes true. It is looked at every few milliseconds, and the task gives way in
/// between. The limit is there for what never becomes true: it says nothing of how fast anything is.
package func eventually(
  within limit: Duration = .seconds(120), _ condition: @Sendable () -> Bool
) async -> Bool {
  let end = ContinuousClock.now + limit
  while !condition() {
    if ContinuousClock.now >= end { return false }
    try? await Task.sleep(for: .milliseconds(2))
    if Task.isCancelled { return condition() }
  }
  return true
}
