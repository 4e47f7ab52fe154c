public import ChunkTransport

/// Which file it was, and in which state: as long as all of this is the same, the bytes are the same
/// as far as the system can tell without reading them.
public struct SourceIdentity: Codable, Sendable, Hashable {
  /// The file's size in bytes.
  public var size: Int64
  /// When its content was last changed, in nanoseconds since 1970-01-01 00:00 UTC.
  public var modified: Int64
  /// The device that it is on, as the system numbers them.
  public var device: UInt64
  /// Its number on that device.
  public var inode: UInt64

  /// An identity from its values.
  public init(size: Int64, modified: Int64, device: UInt64, inode: UInt64) {
    self.size = size
    self.modified = modified
    self.device = device
    self.inode = inode
  }

  /// The identity of an open file. A time that 64 bits cannot hold, before 1677 or after 2262, becomes
  /// the nearest one that they can.
  public init(_ status: OpenFile.Status) {
    let (seconds, attoseconds) = status.modified.components
    let whole = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let exact = whole.partialValue.addingReportingOverflow(attoseconds / 1_000_000_000)
    let isTooFar = whole.overflow || exact.overflow
    self.init(
      size: status.size, modified: isTooFar ? (seconds < 0 ? .min : .max) : exact.partialValue,
      device: status.device, inode: status.inode)
  }
}
