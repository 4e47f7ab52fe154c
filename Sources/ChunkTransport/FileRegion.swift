/// Some bytes of an open file.
public struct FileRegion: Sendable {
  /// The file, kept open while a region of it is in use.
  public let file: OpenFile
  /// Where the region begins in the file, in bytes.
  public let offset: Int64
  /// How long the region is, in bytes.
  public let length: Int64

  /// A region of a file.
  public init(file: OpenFile, offset: Int64, length: Int64) {
    self.file = file
    self.offset = offset
    self.length = length
  }

  /// The offset in the file where the region ends, or `nil` if no file reaches so far.
  var end: Int64? {
    let (end, isTooFar) = offset.addingReportingOverflow(length)
    return offset < 0 || length < 0 || isTooFar ? nil : end
  }

  /// Copies bytes of the region into a buffer.
  ///
  /// - Parameters:
  ///   - position: Where in the region to begin, in bytes.
  ///   - buffer: Where to put them; not beyond the region's end.
  /// - Returns: How many bytes were copied, at least one.
  /// - Throws: ``FileError``, also if the file has become shorter than the region.
  func read(at position: Int64, into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    guard let end else {
      throw FileError(
        operation: .read, path: file.path, code: 0, detail: "no file has \(length) bytes at offset \(offset)")
    }
    let copied = try file.read(at: offset + position, into: buffer)
    guard copied > 0 else {
      throw FileError(
        operation: .read, path: file.path, code: 0,
        detail: "it ended at byte \(offset + position), before byte \(end); it may have been truncated")
    }
    return copied
  }
}
