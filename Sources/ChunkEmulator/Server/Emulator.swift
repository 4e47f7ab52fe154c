#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
internal import Hummingbird
public import Logging
internal import NIOCore

/// A local server that speaks the service's upload API, on the loopback interface.
///
/// ```swift
/// var configuration = EmulatorConfiguration()
/// configuration.partSize = 1 << 20
/// let emulator = try await Emulator.start(configuration)
/// // ... upload to emulator.uploadURL with emulator.token ...
/// await emulator.stop()
/// ```
public final class Emulator: Sendable {
  /// The origin, such as `http://127.0.0.1:49152`.
  public let url: String
  /// What takes the place of `https://api.box.com`: clients append `/2.0/...`.
  public var baseURL: String { url }
  /// What takes the place of `https://upload.box.com/api`: clients append `/2.0/...`.
  public var uploadURL: String { url + "/api" }
  /// What takes the place of `https://api.box.com/oauth2/token`.
  public var tokenURL: String { url + "/oauth2/token" }
  /// What takes the place of `https://account.box.com/api/oauth2/authorize`.
  public var authorizeURL: String { url + "/api/oauth2/authorize" }
  /// The port.
  public let port: Int
  /// The access token that is always valid.
  public let token: String
  /// The directory of content and journal.
  public let dataDirectory: String

  private let dispatcher: Dispatcher
  private let server: Listener.Running
  private let removesDirectory: Bool

  /// Starts an emulator and waits until it takes connections.
  ///
  /// - Throws: if the port is taken, the data directory is in use, or a file cannot be read.
  public static func start(
    _ configuration: EmulatorConfiguration = EmulatorConfiguration(), logger: Logger? = nil
  ) async throws -> Emulator {
    let directory = configuration.dataDirectory ?? makeTemporaryDirectory()
    do {
      return try await start(configuration, directory: directory, logger: logger)
    } catch {
      // Nobody will stop this one, which is when the directory would have been removed.
      if configuration.dataDirectory == nil { try? FileManager.default.removeItem(atPath: directory) }
      throw error
    }
  }

  private static func start(
    _ configuration: EmulatorConfiguration, directory: String, logger: Logger?
  ) async throws -> Emulator {
    let token = configuration.token ?? Identifiers.hexadecimal(digits: 32)
    let applications = try Applications(configuration.applications)
    let dispatcher = Dispatcher(
      store: try Store(directory: directory, policy: StorePolicy(configuration)), faults: FaultQueue(),
      recorder: Recorder(), grants: TokenGrants(configuration, token: token, applications),
      configuration: configuration,
      secrets: try configuration.secretsLog.map { path throws(StoreError) in try SecretsLog(path: path) })
    for secret in [token, configuration.refreshToken] + configuration.applications.map(\.clientSecret) {
      dispatcher.secrets?.note(secret)
    }
    dispatcher.setFaults(configuration.faults)
    let server = try await Listener.start(
      RouteTable(dispatcher).makeResponder(), configuration: configuration, logger: logger)
    let origin = configuration.tls == nil ? "http://127.0.0.1" : "https://localhost"
    return Emulator(
      url: "\(origin):\(server.port)", token: token, dataDirectory: directory,
      dispatcher: dispatcher, server: server, removesDirectory: configuration.dataDirectory == nil)
  }

  private init(
    url: String, token: String, dataDirectory: String, dispatcher: Dispatcher,
    server: Listener.Running, removesDirectory: Bool
  ) {
    self.url = url
    port = server.port
    self.token = token
    self.dataDirectory = dataDirectory
    self.dispatcher = dispatcher
    self.server = server
    self.removesDirectory = removesDirectory
  }

  /// Ends all connections and the server; a temporary data directory is removed.
  public func stop() async {
    await server.stop()
    if removesDirectory { try? FileManager.default.removeItem(atPath: dataDirectory) }
  }

  /// Waits until the server ends, which it does by ``stop()`` or when its socket fails.
  public func wait() async throws { try await server.task.value }

  /// Replaces the faults in force. Counting for `nth` and for `after_bytes` begins anew.
  public func setFaults(_ faults: [Fault]) { dispatcher.setFaults(faults) }

  /// The faults that have not hit all their requests yet, with what is left of their counts.
  public var remainingFaults: [Fault] {
    dispatcher.faults.remaining(receivedBytes: dispatcher.recorder.receivedBytes)
  }

  /// What was counted so far.
  public var counters: Counters { dispatcher.counters }

  /// All requests so far, in the order in which they began.
  public var requests: [RecordedRequest] { dispatcher.recorder.requests }

  /// Forgets what was counted and recorded.
  public func resetCounters() { dispatcher.resetCounters() }

  /// Ends the access tokens that were given, as if their time were over; those of the configuration stay.
  public func expireTokens() { dispatcher.grants.tokens.expireAll() }

  /// Revokes an access token or a refresh token, with all that came of the same authorization.
  public func revoke(_ token: String) { dispatcher.grants.tokens.revoke(token) }

  private static func makeTemporaryDirectory() -> String {
    FileManager.default.temporaryDirectory.path + "/chunk-emulator-" + Identifiers.hexadecimal(digits: 12)
  }
}

extension EmulatorConfiguration {
  /// The clock that the server goes by.
  var clock: ServerClock { ServerClock(offset: clockOffset) }
}

extension TokenGrants {
  fileprivate init(_ configuration: EmulatorConfiguration, token: String, _ applications: Applications) {
    let tokens = [token] + configuration.otherTokens
    self.init(
      tokens: TokenRegistry(
        tokens: tokens, refreshToken: configuration.refreshToken, lifetime: configuration.tokenLifetime),
      applications: applications, assertions: AssertionChecks(clock: configuration.clock),
      userCount: max(configuration.userCount, tokens.count))
  }
}

extension StorePolicy {
  fileprivate init(_ configuration: EmulatorConfiguration) {
    let clock = configuration.clock
    self.init(
      partSize: configuration.partSize, minimumFileSize: configuration.minimumFileSize,
      maximumFileSize: configuration.maximumFileSize, sessionLifetime: configuration.sessionLifetime,
      commitDelay: configuration.commitDelay, hasSessionConflicts: configuration.hasSessionConflicts,
      indexesParts: configuration.indexesParts, holdsEndedSessions: configuration.holdsEndedSessions,
      now: { clock.now })
  }
}
