import ChunkCore
import ChunkCoreTestSupport
import Testing

/// The rules that every upload's progress keeps, however it ends.
func expectSoundProgress(
  _ events: EventLog, total: Int64, isFinished: Bool = true, isParallel: Bool = false,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let progress = events.progress
  #expect(!progress.isEmpty, sourceLocation: sourceLocation)
  #expect(progress.allSatisfy { $0.totalBytes == total }, sourceLocation: sourceLocation)
  #expect(
    progress.allSatisfy { $0.acknowledgedBytes <= total && $0.inFlightBytes >= 0 },
    sourceLocation: sourceLocation)
  #expect(
    progress.allSatisfy { $0.acknowledgedBytes + $0.inFlightBytes <= total },
    "more than the file is under way", sourceLocation: sourceLocation)
  for (before, after) in zip(progress, progress.dropFirst()) {
    #expect(before.acknowledgedBytes <= after.acknowledgedBytes, sourceLocation: sourceLocation)
    #expect(before.wireBytes <= after.wireBytes, sourceLocation: sourceLocation)
  }
  // One after another: nothing is under way between an attempt and what follows it.
  var last: UploadProgress?
  for event in isParallel ? [] : events.all {
    switch event {
    case .progress(let progress): last = progress
    case .retrying, .partAcknowledged, .committing, .finished:
      #expect(last?.inFlightBytes ?? 0 == 0, sourceLocation: sourceLocation)
    default: break
    }
  }
  let acknowledged = events.parts.map(\.size).reduce(0, +)
  #expect(progress.last?.acknowledgedBytes == acknowledged, sourceLocation: sourceLocation)
  if isFinished { #expect(progress.last?.acknowledgedBytes == total, sourceLocation: sourceLocation) }
}
