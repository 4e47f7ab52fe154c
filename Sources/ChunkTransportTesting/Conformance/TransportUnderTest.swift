public import ChunkTransport

/// A transport that is to keep the promises: how one is made and closed, and what is known of it.
public struct TransportUnderTest: Sendable, CustomStringConvertible {
  /// What it is called in reports.
  public let name: String
  /// What it has of the needs of checks.
  public let provides: Set<TransportCheck.Need>
  /// The promises that it cannot keep.
  public let knownFailures: [KnownFailure]
  /// A host name whose look-up takes at least two seconds, if there is one.
  public let slowName: String?
  /// A host name that does not exist. RFC 6761 reserves the ending `.invalid` for those.
  public let unknownName: String

  let open: @Sendable () async throws -> Opened

  /// A transport that sends over the network.
  ///
  /// - Parameters:
  ///   - name: What it is called in reports.
  ///   - speaksTLS: Whether it takes `https`.
  ///   - knownFailures: The promises that it cannot keep, each with the reason.
  ///   - slowName: A host name whose look-up takes at least two seconds, if the tests have one.
  ///   - unknownName: A host name that does not exist.
  ///   - make: Makes one. Each check has its own.
  ///   - close: Ends one that has something to be ended; no request is in flight then.
  public init<Backend: Transport>(
    _ name: String, speaksTLS: Bool = true, knownFailures: [KnownFailure] = [], slowName: String? = nil,
    unknownName: String = "nowhere.invalid", make: @escaping @Sendable () async throws -> Backend,
    close: @escaping @Sendable (Backend) async throws -> Void = { _ in }
  ) {
    var provides: Set<TransportCheck.Need> = [.network]
    if speaksTLS { provides.insert(.tls) }
    if slowName != nil { provides.insert(.slowName) }
    if ProcessFacts.threads != nil, !isSanitized { provides.insert(.processFacts) }
    self.init(
      name: name, provides: provides, knownFailures: knownFailures, slowName: slowName,
      unknownName: unknownName
    ) {
      let transport = try await make()
      return Opened(transport: transport, makePeer: { try WirePeer($0) }) { try await close(transport) }
    }
  }

  init(
    name: String, provides: Set<TransportCheck.Need>, knownFailures: [KnownFailure] = [],
    slowName: String? = nil, unknownName: String = "nowhere.invalid",
    open: @escaping @Sendable () async throws -> Opened
  ) {
    self.name = name
    self.provides = provides
    self.knownFailures = knownFailures
    self.slowName = slowName
    self.unknownName = unknownName
    self.open = open
  }

  /// The name.
  public var description: String { name }

  /// A transport that a check uses, and who answers to it.
  struct Opened: Sendable {
    let transport: any Transport
    let makePeer: @Sendable (PeerManner) throws -> any Peer
    let close: @Sendable () async throws -> Void
  }
}
