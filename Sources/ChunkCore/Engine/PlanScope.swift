internal import ChunkThreads

/// Which parts of an upload the service is asked for before they are sent.
final class PlanScope: Sendable {
  /// How much of a file is asked for.
  enum Extent: Sendable, Hashable {
    case nothing
    case everything
    /// These parts, and those that are read after the service has had one of them.
    case probe(Range<Int64>)
    /// One part in so many, until the service has had one.
    case sample(every: Int64)
  }

  private struct State {
    var extent: Extent
    /// Bytes and parts that the service has lacked since it last had one.
    var missed: (bytes: Int64, parts: Int) = (0, 0)
  }

  private let state: Mutex<State>
  /// Parts that the session has already.
  private let stored: StoredParts
  /// If nothing is there, and the digests hold up the senders, one part in so many is asked for; `nil` for all.
  private let sampling: Int64?

  /// After so many bytes, and parts, without a hit a part here and there is enough.
  private static let patience: (bytes: Int64, parts: Int) = (128 << 20, 8)

  init(_ extent: Extent, stored: StoredParts, sampling: Int64? = nil) {
    state = Mutex(State(extent: extent))
    self.stored = stored
    self.sampling = sampling
  }

  /// Whether any part may be asked for.
  var isPlanning: Bool { state.withLock { $0.extent != .nothing } }

  /// Whether parts are asked for one by one.
  var isSampling: Bool { state.withLock { if case .sample = $0.extent { true } else { false } } }

  /// Whether a part is to be asked for.
  func contains(_ range: PartRange) -> Bool {
    let isWithin = state.withLock { state in
      switch state.extent {
      case .nothing: false
      case .everything: true
      case .probe(let indices): indices.contains(range.index)
      case .sample(let distance): range.index % distance == 0
      }
    }
    return isWithin && stored[range.offset] == nil
  }

  /// The service has answered: a probe or a sample that has hit goes on with all that follows; where nothing is
  /// there, and senders wait, it is left at samples.
  ///
  /// - Parameters:
  ///   - missed: How many bytes the parts have that the service lacks.
  ///   - isSlow: Whether senders wait for parts: then the digests for plans are what takes the time.
  func answered(hits: Int, misses: Int, missed: Int64, isSlow: Bool) {
    state.withLock { state in
      guard state.extent != .nothing else { return }
      if hits > 0 {
        state.missed = (0, 0)
        state.extent = .everything
        return
      }
      state.missed.bytes += missed
      state.missed.parts += misses
      let isLong = state.missed.bytes >= Self.patience.bytes && state.missed.parts >= Self.patience.parts
      if let sampling, isSlow, isLong, state.extent == .everything { state.extent = .sample(every: sampling) }
    }
  }

  /// Nothing more is to be asked for.
  func end() { state.withLock { $0.extent = .nothing } }
}

extension PlanScope.Extent {
  /// How many parts a probe has; `nil` if it is none.
  var probed: Int64? { if case .probe(let indices) = self { Int64(indices.count) } else { nil } }

  /// A file of fewer parts is not probed: there would be little to win.
  private static let leastProbed: Int64 = 16

  /// How much of an upload is asked for.
  ///
  /// A new version has most parts of the last one as a rule, and a file whose session is lost had some on
  /// the server. Any other new file may be a copy of one that is there, or last night's image under
  /// another name; so a few parts are asked for, behind those that are sent at once. They cost no time
  /// but the digests', of an eighth of the file at most.
  ///
  /// - Parameters:
  ///   - isLikely: Whether most parts may well be there: those of a new version, or of a lost session.
  ///   - isOffered: Whether the session can be planned, by what the service says.
  ///   - inFlight: How many parts are sent at once.
  init(
    _ choice: UploadPlanning, isLikely: Bool, isOffered: Bool, layout: PartLayout, stored: StoredParts,
    inFlight: Int
  ) {
    switch choice {
    case .never:
      self = .nothing
    case .always:
      self = .everything
    case .automatic where !isOffered:
      self = .nothing
    case .automatic where isLikely:
      self = .everything
    case .automatic:
      guard layout.count >= Self.leastProbed, stored.count == 0 else {
        self = .nothing
        return
      }
      let start = min(Int64(inFlight), layout.count / 4)
      let bytes = PlanBatch.firstBytes / layout.partSize
      self = .probe(start..<(start + min(max(2, bytes), layout.count / 8)))
    }
  }
}
