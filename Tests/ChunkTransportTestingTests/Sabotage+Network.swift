import ChunkTransport
import HTTPTypes

@testable import ChunkTransportTesting

extension Sabotage {
  /// Ways to break promises that can be seen on the wire alone.
  static let overTheNetwork: [Sabotage] = [
    failure(
      "never knows that nothing was sent",
      breaks: [
        "connect.refused-was-never-sent", "connect.an-unknown-name-was-never-sent",
        "connect.a-server-that-leaves-the-handshake-was-never-sent", "limit.connect-is-kept",
        "cancel.while-connecting",
      ]
    ) { error, _ in
      TransportError(error.reason, outcome: .outcomeUnknown, message: error.message)
    },
    failure(
      "always says that nothing was sent",
      breaks: [
        "lost.inside-the-body-is-unknown", "lost.on-a-used-connection-is-not-repeated",
        "lost.before-any-byte-of-the-answer-is-unknown", "broken.a-cut-head-is-no-answer",
        "broken.what-is-no-http-is-no-answer", "broken.a-cut-body-was-answered", "limit.send-stall-is-kept",
        "limit.receive-stall-is-kept-in-the-body", "cancel.inside-the-body", "cancel.inside-the-answers-head",
        "cancel.inside-the-answers-body",
      ]
    ) { error, _ in
      TransportError(error.reason, outcome: .neverSent, message: error.message)
    },
    Sabotage(
      "repeats what was lost", breaks: "lost.inside-the-body-is-unknown",
      "lost.on-a-used-connection-is-not-repeated"
    ) { send in
      { request throws(TransportError) in
        do throws(TransportError) {
          return try await send(request)
        } catch {
          guard error.reason == .connectionLost else { throw error }
          return try await send(request)
        }
      }
    },
    Sabotage("follows redirects elsewhere", breaks: "redirect.nothing-goes-to-another-origin") { send in
      { request throws(TransportError) in
        let response = try await send(request)
        guard let location = response.head.headerFields[.location], location.hasPrefix("http://") else {
          return response
        }
        var next = request
        next.head.authority = String(location.dropFirst("http://".count).prefix { $0 != "/" })
        return try await send(next)
      }
    },
    Sabotage(
      "takes a broken answer for an empty one", breaks: "broken.a-cut-head-is-no-answer",
      "broken.a-head-without-end-fails"
    ) { send in
      { request throws(TransportError) in
        do throws(TransportError) {
          return try await send(request)
        } catch {
          guard error.outcome == .outcomeUnknown else { throw error }
          return TransportResponse(head: HTTPResponse(status: .ok))
        }
      }
    },
    request(
      "has short limits of its own",
      breaks: [
        "limit.connecting-is-no-stall", "limit.a-slow-body-is-fine-while-it-moves",
        "limit.an-interim-answer-begins-nothing", "limit.a-slow-answer-is-fine-while-it-moves",
      ]
    ) {
      $0.limits.total = .milliseconds(500)
    },
    Sabotage("looks at the whole too late", breaks: "limit.total-is-kept-in-every-phase") { send in
      { request throws(TransportError) in
        var request = request
        request.limits.total = request.limits.total.map { $0 + .seconds(12) }
        return try await send(request)
      }
    },
    request("adds an expectation", breaks: ["request.framing-is-the-transports"]) {
      $0.head.headerFields.append(contentsOf: HTTPFields(named: [("Expect", "100-continue")]))
    },
    request("says that all is sent", breaks: ["progress.is-not-ahead-of-the-network"]) { request in
      request.onBytesSent?(request.body.count ?? 0)
    },
  ]
}
