internal import ChunkDigest
internal import ChunkThreads
internal import ChunkTransport

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Reads parts of a source that can be read again: a regular file, or bytes in memory.
///
/// It hashes a part through a small buffer and leaves the bytes where they are; sending reads the
/// same region again, from the system's cache.
struct RegionReader: Sendable {
  private enum Origin: Sendable {
    case file(OpenFile, OpenFile.Status)
    case data(Data)
  }

  private let origin: Origin

  init(file: OpenFile, status: OpenFile.Status) { origin = .file(file, status) }
  init(data: Data) { origin = .data(data) }

  /// Hashes a part and makes it ready.
  ///
  /// - Parameter isAsked: Whether the service is to be asked for it.
  func prepare(
    _ range: PartRange, isAsked: Bool, _ pass: DigestPass, _ tally: UploadTally,
    _ interruption: WorkerThread.Interruption
  ) throws(ChunkError) -> PreparedPart {
    let body = body(of: range)
    do {
      let start = ContinuousClock.now
      var hashing = Duration.zero
      let digests = try pass.part(isAsked: isAsked) { take in
        try body.forEachPiece(isStopped: { interruption.isSet }) { bytes in
          let start = ContinuousClock.now
          ThreadGate.pass { take(bytes) }
          hashing += .now - start
        }
      }
      tally.change { $0.hashing += hashing }
      tally.change { $0.reading += .now - start - hashing }
      return PreparedPart(range: range, digest: digests.part, body: body, content: digests.content)
    } catch let error as ChunkError {
      throw error
    } catch let error as DigestUnavailable {
      throw .digestUnavailable(error)
    } catch {
      throw .sourceUnreadable(error)
    }
  }

  /// A part that was hashed before.
  func part(_ range: PartRange, digest: Digest<SHA1>) -> PreparedPart {
    PreparedPart(range: range, digest: digest, body: body(of: range))
  }

  /// Makes sure, at the end, that the file is the one that was read.
  ///
  /// Its size and its times tell. The time of modification can be set back, so the time of change is
  /// looked at too; but that is also another one when the file was merely renamed. Then the bytes
  /// decide, by one more pass.
  ///
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/sourceChanged``.
  func checkUnchanged(
    _ digest: Digest<SHA1>, _ interruption: WorkerThread.Interruption
  ) throws(ChunkError) {
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
    guard now.changed != before.changed else { return }
    if try wholeDigest(interruption) != digest {
      throw .sourceChanged("it was written to, and its time of modification was set back")
    }
  }

  /// The digest of the whole source, by a pass over it.
  func wholeDigest(_ interruption: WorkerThread.Interruption) throws(ChunkError) -> Digest<SHA1> {
    let body: RequestBody =
      switch origin {
      case .file(let file, let status): .file(FileRegion(file: file, offset: 0, length: status.size))
      case .data(let data): .bytes(data)
      }
    return try body.digest(isStopped: { interruption.isSet })
  }

  /// What the file was when it was opened; `nil` for bytes in memory.
  var identity: SourceIdentity? {
    guard case .file(_, let status) = origin else { return nil }
    return SourceIdentity(status)
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
