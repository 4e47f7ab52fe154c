internal import ChunkDigest
internal import ChunkModels
internal import ChunkTransport
internal import ChunkThreads

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Keeps an upload's record up to date while it is under way. What cannot be written does not stop
/// the upload; it is said once.
final class UploadJournal: Sendable {
  private struct State {
    var record: ResumeRecord?
    var isBroken = false
  }

  /// The record of an earlier run.
  let found: ResumeRecord?
  private let entry: any ResumeEntry
  private let key: ResumeKey
  private let source: SourceIdentity
  private let events: EventSink
  private let state: Mutex<State>

  private init(
    _ entry: any ResumeEntry, _ key: ResumeKey, _ source: SourceIdentity, _ found: ResumeRecord?,
    _ events: EventSink
  ) {
    self.entry = entry
    self.key = key
    self.source = source
    self.found = found
    self.events = events
    state = Mutex(State(record: found))
  }

  /// Opens the record of an upload; `nil` if none is to be kept, or can be.
  ///
  /// - Throws: ``ChunkError`` if another process is at it, or a newer version has written the record.
  static func open(
    _ key: ResumeKey, _ source: SourceIdentity, _ store: any ResumeStore, _ events: EventSink
  ) throws(ChunkError) -> UploadJournal? {
    let entry: any ResumeEntry
    do throws(ResumeError) {
      entry = try store.open(key)
    } catch {
      guard error.kind == .unavailable else { throw ChunkError(error) }
      events.report(.notResumable(error))
      return nil
    }
    do throws(ResumeError) {
      return UploadJournal(entry, key, source, try entry.read(), events)
    } catch {
      switch error.kind {
      case .torn:
        events.report(.startedAnew("\(error.message)."))
        return UploadJournal(entry, key, source, nil, events)
      case .unavailable:
        events.report(.notResumable(error))
        return nil
      default:
        throw ChunkError(error)
      }
    }
  }

  /// A session is open, and is what to go on with.
  func opened(
    _ session: UploadSession, _ layout: PartLayout, _ attributes: CommitAttributes?, _ target: UploadTarget
  ) {
    let now = Date.now
    let isSame = found?.session.id == session.id
    write(
      ResumeRecord(
        key: key, session: session, fileSize: layout.fileSize, partSize: layout.partSize, source: source,
        attributes: attributes, instead: target.substitute, ifMatch: target.ifMatch,
        createdAt: isSame ? found?.createdAt ?? now : now,
        updatedAt: now,
        commit: isSame ? found?.commit : nil))
  }

  /// The same, unless it was noted before.
  func openedIfNew(
    _ session: UploadSession, _ layout: PartLayout, _ attributes: CommitAttributes?, _ target: UploadTarget
  ) {
    guard state.withLock({ $0.record?.session.id }) != session.id else { return }
    opened(session, layout, attributes, target)
  }

  /// Somebody has changed the file that was to get a new version: the next run looks at it anew.
  func conditionRefused() {
    guard var record = state.withLock({ $0.record }), record.ifMatch != nil else { return }
    record.ifMatch = nil
    record.updatedAt = .now
    write(record)
  }

  /// The commit begins: from now on there may be a file of this digest, whatever is heard of it.
  func committing(_ digest: Digest<SHA1>) {
    guard var record = state.withLock({ $0.record }), record.commit?.sha1 != digest.hexadecimal else {
      return
    }
    record.commit = CommitProgress(sha1: digest.hexadecimal)
    record.updatedAt = .now
    write(record)
  }

  /// Whether an earlier run has begun to commit a file of this digest.
  func hasBegunCommit(of digest: Digest<SHA1>) -> Bool { found?.commit?.sha1 == digest.hexadecimal }

  /// The upload is over, and nothing is left to go on with.
  func remove() {
    do throws(ResumeError) {
      try entry.remove()
    } catch {
      events.report(.notice(UploadEvent.Notice(kind: .notResumable, message: "\(error)")))
    }
  }

  /// The service no longer has the session. There is nothing to go on with, unless it is gone because
  /// a commit has succeeded: then the record is how a later run finds the file.
  func sessionIsGone() {
    if state.withLock({ $0.record?.commit }) == nil { remove() }
  }

  /// The record is for a later run.
  func close() { entry.close() }

  private func write(_ record: ResumeRecord) {
    let failure = state.withLock { state -> ResumeError? in
      state.record = record
      guard !state.isBroken else { return nil }
      do throws(ResumeError) {
        try entry.write(record)
        return nil
      } catch {
        state.isBroken = true
        return error
      }
    }
    if let failure { events.report(.notResumable(failure)) }
  }
}

extension UploadEvent {
  static func notResumable(_ error: ResumeError) -> UploadEvent {
    .notice(
      Notice(kind: .notResumable, message: "This upload cannot be resumed by running it again: \(error)"))
  }

  static func startedAnew(_ reason: String) -> UploadEvent {
    .notice(Notice(kind: .startedAnew, message: "\(reason) The upload begins anew."))
  }
}
