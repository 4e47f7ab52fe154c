internal import ChunkDigest
internal import ChunkModels

/// An upload from the open session to the checked file. Parts go one after another.
struct BigFileUpload {
  let routes: SessionRoutes
  let target: UploadTarget
  let layout: PartLayout
  let source: OpenedSource
  let stored: StoredParts
  let retrier: Retrier
  let meter: ProgressMeter
  let options: UploadOptions

  /// Sends what is missing and commits. The file that comes of it is still to be compared.
  func run() async throws(ChunkError) -> (file: FileFull, digest: Digest<SHA1>) {
    let pass = try DigestPass()
    let sender = PartSender(routes: routes, layout: layout, retrier: retrier, meter: meter)
    var parts: [UploadPart] = []
    for index in 0..<layout.count {
      if Task.isCancelled { throw .cancelled }
      let part = try await prepare(layout[index], pass)
      let isSkipped: Bool
      if let there = stored[part.range.offset] {
        guard there.matches(part) else { throw .otherPart(there, insteadOf: part) }
        parts.append(there)
        isSkipped = true
      } else {
        parts.append(
          try await sender.send(part, isUnchanged: { () throws(ChunkError) in try isUnchanged(part) }))
        isSkipped = false
      }
      meter.acknowledged(part.range)
      options.onEvent(
        .partAcknowledged(
          UploadEvent.Part(
            index: index, offset: part.range.offset, size: part.range.length, isSkipped: isSkipped)))
    }
    let digest = try pass.wholeDigest()
    try await checkSource()
    options.onEvent(.committing)
    let commit = CommitLoop(routes: routes, retrier: retrier, target: target, options: options)
    let file = try await commit.run(parts, digest: digest)
    return (file, digest)
  }

  private func prepare(
    _ range: PartRange, _ pass: borrowing DigestPass
  ) async throws(ChunkError) -> PreparedPart {
    switch source {
    case .region(let reader): try reader.prepare(range, pass)
    case .stream(let reader): try await reader.prepare(range, pass)
    }
  }

  private func isUnchanged(_ part: PreparedPart) throws(ChunkError) -> Bool {
    switch source {
    case .region(let reader): try reader.isUnchanged(part)
    case .stream: true  // its bytes are held in memory
    }
  }

  /// Whatever changed in the source while parts were sent is found before the commit.
  private func checkSource() async throws(ChunkError) {
    switch source {
    case .region(let reader): try reader.checkUnchanged()
    case .stream(let reader): try await reader.checkEnd()
    }
  }
}
