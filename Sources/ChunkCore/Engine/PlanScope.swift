internal import ChunkThreads

/// Which parts of an upload the service is asked for before they are sent.
final class PlanScope: Sendable {
  /// How much of a file is asked for.
  enum Extent: Sendable, Hashable {
    case nothing
    case everything
    /// These parts, and those that are read after the service has had one of them.
    case probe(Range<Int64>)
  }

  private let extent: Mutex<Extent>
  /// Parts that the session has already.
  private let stored: StoredParts

  init(_ extent: Extent, stored: StoredParts) {
    self.extent = Mutex(extent)
    self.stored = stored
  }

  /// Whether any part may be asked for.
  var isPlanning: Bool { extent.withLock { $0 != .nothing } }

  /// Whether a part is to be asked for.
  func contains(_ range: PartRange) -> Bool {
    let isWithin = extent.withLock { extent in
      switch extent {
      case .nothing: false
      case .everything: true
      case .probe(let indices): indices.contains(range.index)
      }
    }
    return isWithin && stored[range.offset] == nil
  }

  /// The service has answered: a probe that has hit goes on with all that follows.
  func answered(hits: Int) {
    guard hits > 0 else { return }
    extent.withLock { if case .probe = $0 { $0 = .everything } }
  }

  /// Nothing more is to be asked for.
  func end() { extent.withLock { $0 = .nothing } }
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
