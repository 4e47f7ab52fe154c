internal import ChunkDigest
internal import ChunkTransport

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Reads parts of a source that can be read again: a regular file, or bytes in memory.
///
/// It hashes a part through a small buffer and leaves the bytes where they are; sending reads the
/// same region again.
struct RegionReader: Sendable {
  private enum Origin: Sendable {
    case file(OpenFile, OpenFile.Status)
    case data(Data)
  }

  private let origin: Origin

  init(file: OpenFile, status: OpenFile.Status) { origin = .file(file, status) }
  init(data: Data) { origin = .data(data) }

  /// Hashes a part and makes it ready.
  func prepare(_ range: PartRange, _ pass: borrowing DigestPass) throws(ChunkError) -> PreparedPart {
    let body = body(of: range)
    do {
      let digest = try pass.part { take in try body.forEachPiece(take) }
      return PreparedPart(range: range, digest: digest, body: body)
    } catch let error as ChunkError {
      throw error
    } catch let error as DigestUnavailable {
      throw .digestUnavailable(error)
    } catch {
      throw .sourceUnreadable(error)
    }
  }

  /// Whether the bytes of a part are still those that were hashed.
  func isUnchanged(_ part: PreparedPart) throws(ChunkError) -> Bool {
    try part.body.digest(SHA1.self) == part.digest
  }

  /// Whether the file still has the size and the time of modification that it had at first.
  func checkUnchanged() throws(ChunkError) {
    guard case .file(let file, let before) = origin else { return }
    let now: OpenFile.Status
    do {
      now = try file.status()
    } catch {
      throw .sourceUnreadable(error)
    }
    if now.size != before.size {
      throw .sourceChanged("it had \(before.size) bytes and has \(now.size) now")
    }
    if now.modified != before.modified { throw .sourceChanged("it was written to") }
  }

  private func body(of range: PartRange) -> RequestBody {
    switch origin {
    case .file(let file, _):
      return .file(FileRegion(file: file, offset: range.offset, length: range.length))
    case .data(let data):
      let start = data.startIndex + Int(range.offset)
      return .bytes(data[start..<(start + Int(range.length))])
    }
  }
}
