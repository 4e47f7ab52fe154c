import ChunkTestSupport
import ChunkTransport
import ChunkTransportCurl
import Foundation
import HTTPTypes
import Synchronization
import Testing

/// The tests of the backend, one after the other: many of them measure time, and two processors do
/// not carry all of them at once.
@Suite(.serialized) enum CurlTests {}

extension TransportRequest {
  /// A request to a server of a test.
  init(
    _ method: HTTPRequest.Method = .get, _ authority: String, _ path: String = "/", scheme: String = "http",
    fields: HTTPFields = [:], body: RequestBody = .none, limits: TransportLimits = .generous,
    onBytesSent: (@Sendable (Int64) -> Void)? = nil
  ) {
    self.init(
      head: HTTPRequest(
        method: method, scheme: scheme, authority: authority, path: path, headerFields: fields),
      body: body, limits: limits, onBytesSent: onBytesSent)
  }
}

extension TransportLimits {
  /// None of these passes in a test that works; a test of one limit makes that one small.
  static let generous: TransportLimits = {
    let limit: Duration = .seconds(60)
    return TransportLimits(connect: limit, sendStall: limit, answer: limit, receiveStall: limit)
  }()

  /// These limits with some of them changed.
  func with(_ change: (inout TransportLimits) -> Void) -> TransportLimits {
    var limits = self
    change(&limits)
    return limits
  }
}

extension RequestBody {
  /// Zeroes without end: more than any socket takes up.
  static let large = RequestBody.zeros(256 << 20)

  /// So many zero bytes.
  static func zeros(_ count: Int64) -> RequestBody {
    .pull(
      PullBody(length: count) { _, buffer in
        buffer.initializeMemory(as: UInt8.self, repeating: 0)
        return buffer.count
      })
  }
}

/// A send that failed, and how long it took.
struct Failed {
  var error: TransportError?
  var duration: Duration
  /// How long the machine kept others waiting in that time.
  var delay: Duration

  func expect(
    _ reason: TransportError.Reason, _ outcome: TransportError.Outcome, within limit: Duration,
    _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(error?.reason == reason, "\(String(describing: error))", sourceLocation: location)
    #expect(error?.outcome == outcome, "\(String(describing: error))", sourceLocation: location)
    let allowed = LoadMeter.bound(isSanitized ? limit * 5 : limit, delay: delay)
    #expect(duration < allowed, "the machine was late by \(delay)", sourceLocation: location)
  }
}

extension CurlTransport {
  /// Sends a request that is expected to fail.
  func failure(of request: TransportRequest) async -> Failed {
    let meter = LoadMeter()
    let start = ContinuousClock.now
    do throws(TransportError) {
      let response = try await send(request)
      Issue.record("there was an answer: \(response.head.status)")
      return Failed(error: nil, duration: ContinuousClock.now - start, delay: meter.stop())
    } catch {
      return Failed(error: error, duration: ContinuousClock.now - start, delay: meter.stop())
    }
  }

  /// Sends a request and cancels it when something has become true; the duration is that of the end.
  func cancelled(
    _ request: TransportRequest, when isReady: @escaping @Sendable () -> Bool
  ) async -> Failed {
    let task = Task { await self.failure(of: request) }
    #expect(await eventually(isReady))
    let meter = LoadMeter()
    let start = ContinuousClock.now
    task.cancel()
    let failed = await task.value
    return Failed(error: failed.error, duration: ContinuousClock.now - start, delay: meter.stop())
  }
}

/// Sanitizers keep memory of their own, and slow everything down.
let isSanitized = ["__asan_init", "__tsan_init"].contains { (name: String) in dlsym(nil, name) != nil }
