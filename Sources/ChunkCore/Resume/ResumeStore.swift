/// Keeps the records by which uploads are resumed, one for each ``ResumeKey``.
public protocol ResumeStore: Sendable {
  /// Opens the record of an upload, whether there is one yet or not, and locks it.
  ///
  /// - Throws: ``ResumeError`` with kind ``ResumeError/Kind/locked`` if another process has it, or
  ///   another call in this one, or ``ResumeError/Kind/unavailable`` if it cannot be kept here.
  func open(_ key: ResumeKey) throws(ResumeError) -> any ResumeEntry
}

/// The record of one upload, locked until ``close()``, ``remove()`` or the end of this object.
public protocol ResumeEntry: Sendable {
  /// The record, or `nil` if none was written yet.
  ///
  /// - Throws: ``ResumeError``: the record is damaged, from a newer version, or cannot be read.
  func read() throws(ResumeError) -> ResumeRecord?

  /// Writes the record in the place of the one before. Whenever the process ends, one of the two is
  /// there, whole. A damaged record is replaced; one of a newer version is not.
  ///
  /// - Throws: ``ResumeError``; then the record before is still there.
  func write(_ record: ResumeRecord) throws(ResumeError)

  /// Removes the record, damaged or newer ones too, with everything that belongs to it, and gives the
  /// lock back: the entry is closed then. If somebody has taken the lock away before, the record stays.
  ///
  /// - Throws: ``ResumeError`` if it cannot be removed; then the entry is still open.
  func remove() throws(ResumeError)

  /// Gives the lock back; the record stays. What follows, but for another `close()`, throws
  /// ``ResumeError`` with kind ``ResumeError/Kind/unavailable``.
  func close()
}
