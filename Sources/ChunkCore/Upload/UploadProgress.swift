/// How far an upload is, in bytes of three kinds.
public struct UploadProgress: Sendable, Hashable {
  /// The file's size.
  public var totalBytes: Int64
  /// Bytes of parts that the server has acknowledged. Never decreases, never exceeds the total.
  public var acknowledgedBytes: Int64
  /// Bytes of parts that are being sent and not acknowledged yet.
  public var inFlightBytes: Int64
  /// All bytes of parts that were handed to the network, those that were sent again included.
  public var wireBytes: Int64

  /// A progress.
  public init(totalBytes: Int64, acknowledgedBytes: Int64, inFlightBytes: Int64, wireBytes: Int64) {
    self.totalBytes = totalBytes
    self.acknowledgedBytes = acknowledgedBytes
    self.inFlightBytes = inFlightBytes
    self.wireBytes = wireBytes
  }
}
