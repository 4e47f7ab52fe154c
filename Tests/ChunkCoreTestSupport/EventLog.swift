package import ChunkCore
internal import ChunkTestSupport
internal import Synchronization

/// Collects an upload's events. They come from several threads.
package final class EventLog: Sendable {
  private let events = Mutex<[UploadEvent]>([])

  package init() {}

  package func add(_ event: UploadEvent) {
    Evidence.keep(event)
    events.withLock { $0.append(event) }
  }

  package var all: [UploadEvent] { events.withLock { $0 } }

  package var progress: [UploadProgress] {
    all.compactMap { if case .progress(let progress) = $0 { progress } else { nil } }
  }

  package var retries: [UploadEvent.Retry] {
    all.compactMap { if case .retrying(let retry) = $0 { retry } else { nil } }
  }

  package var parts: [UploadEvent.Part] {
    all.compactMap { if case .partAcknowledged(let part) = $0 { part } else { nil } }
  }

  package var sessions: [UploadEvent.Session] {
    all.compactMap { if case .sessionOpened(let session) = $0 { session } else { nil } }
  }

  package var taken: [UploadEvent.NameTaken] {
    all.compactMap { if case .nameTaken(let taken) = $0 { taken } else { nil } }
  }

  package var processing: [Duration] {
    all.compactMap { if case .processing(let wait) = $0 { wait } else { nil } }
  }

  package var statistics: UploadStatistics? {
    all.compactMap { if case .statistics(let statistics) = $0 { statistics } else { nil } }.last
  }

  package var notices: [UploadEvent.Notice] {
    all.compactMap { if case .notice(let notice) = $0 { notice } else { nil } }
  }

  package var plans: [UploadEvent.Plan] {
    all.compactMap { if case .planned(let plan) = $0 { plan } else { nil } }
  }

  /// The sessions that were aborted.
  package var aborted: [String] {
    all.compactMap { if case .aborted(let id) = $0 { id } else { nil } }
  }

  /// The events but progress and statistics, by their names.
  package var names: [String] {
    all.compactMap { event in
      switch event {
      case .progress, .statistics: nil
      case .nameTaken: "taken"
      case .sessionOpened: "opened"
      case .partAcknowledged: "part"
      case .retrying: "retrying"
      case .throttled: "throttled"
      case .concurrencyChanged: "concurrency"
      case .notice: "notice"
      case .planned: "planned"
      case .committing: "committing"
      case .processing: "processing"
      case .unchanged: "unchanged"
      case .aborted: "aborted"
      case .finished: "finished"
      }
    }
  }
}
