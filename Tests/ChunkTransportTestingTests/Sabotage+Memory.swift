import ChunkTransport
import Foundation
import HTTPTypes
import Synchronization

@testable import ChunkTransportTesting

extension Sabotage {
  /// Ways to break each promise that needs no network.
  static let inMemory: [Sabotage] = [
    request("decodes paths", breaks: ["request.method-and-path-arrive-as-given"]) {
      $0.head.path = $0.head.path?.replacing("%2F", with: "/")
    },
    request("resolves dots", breaks: ["request.odd-paths-arrive-as-given-or-are-refused"]) {
      $0.head.path = $0.head.path?.replacing("/a/../b", with: "/b")
    },
    request("has its own user agent", breaks: ["request.fields-arrive-as-given"]) {
      $0.head.headerFields[.userAgent] = "own"
    },
    request("forgets repeated fields", breaks: ["request.a-repeated-field-arrives-with-all-values"]) {
      request in
      let fields = request.head.headerFields
      for field in fields { request.head.headerFields[field.name] = field.value }
    },
    request("leaves out empty fields", breaks: ["request.an-empty-field-arrives"]) { request in
      for field in request.head.headerFields where field.value.isEmpty {
        request.head.headerFields[field.name] = nil
      }
    },
    request(
      "loses the last byte of a body",
      breaks: [
        "body.bytes-arrive-whole", "body.file-region-arrives-whole", "body.pull-arrives-whole",
        "body.can-be-sent-again", "body.the-transport-works-after-a-failing-body",
      ]
    ) { request in
      let body = request.body
      guard let count = body.count, count > 0 else { return }
      request.body = .pull(PullBody(length: count - 1) { try body.read(at: $0, into: $1) })
    },
    request(
      "fills up what is missing",
      breaks: [
        "body.a-file-that-is-too-short-fails", "body.a-source-that-throws-fails",
        "body.a-source-that-lies-fails",
      ]
    ) { request in
      let body = request.body
      request.body = .pull(
        PullBody(length: body.count ?? 0) { offset, buffer in
          (try? body.read(at: offset, into: buffer)) ?? buffer.count
        })
    },
    request("says nothing of progress", breaks: ["progress.rises-to-the-length"]) { $0.onBytesSent = nil },
    Sabotage("throws for errors of the server", breaks: "answer.every-status-is-one") { send in
      { request throws(TransportError) in
        let response = try await send(request)
        if response.head.status.code < 400 { return response }
        throw TransportError(.other, outcome: .answered(status: response.head.status.code), message: "error")
      }
    },
    Sabotage("loses answers' fields", breaks: "answer.status-fields-and-body") { send in
      { request throws(TransportError) in
        var response = try await send(request)
        response.head.headerFields = [:]
        return response
      }
    },
    request("has no cap", breaks: ["answer.has-a-cap"]) { $0.maximumResponseBytes = .max },
    Sabotage("keeps answers", breaks: "answer.nothing-is-kept") { send in
      let kept = Mutex<TransportResponse?>(nil)
      return { request throws(TransportError) in
        if let response = kept.withLock({ $0 }) { return response }
        let response = try await send(request)
        kept.withLock { $0 = response }
        return response
      }
    },
    Sabotage("follows redirects", breaks: "redirect.is-an-answer") { send in
      { request throws(TransportError) in
        let response = try await send(request)
        guard let location = response.head.headerFields[.location] else { return response }
        var next = request
        next.head.path = location
        return try await send(next)
      }
    },
    request("mends requests", breaks: ["refusal.invalid-requests-leave-nothing"]) { request in
      if request.head.scheme != "https" { request.head.scheme = "http" }
    },
    request("lets line breaks make fields", breaks: ["refusal.a-line-break-makes-no-field"]) { request in
      if request.head.headerFields[.contentLanguage]?.contains("X-Evil") == true {
        request.head.headerFields.append(contentsOf: HTTPFields(named: [("X-Evil", "1")]))
      }
    },
    failure("shows secrets", breaks: ["refusal.errors-show-no-secret"]) { error, request in
      TransportError(
        error.reason, outcome: error.outcome, message: "\(request.head.headerFields[.authorization] ?? "")")
    },
    request("ignores rates", breaks: ["refusal.a-rate-is-kept-or-refused"]) {
      $0.maximumBytesPerSecond = nil
    },
    failure("says that nothing was sent", breaks: ["lost.after-the-body-is-unknown"]) { error, _ in
      TransportError(error.reason, outcome: .neverSent, message: error.message)
    },
    request("has limits of its own", breaks: ["limit.answer-is-kept"]) {
      $0.limits = TransportLimits(answer: .seconds(12))
    },
    failure(
      "has one word for all limits",
      breaks: ["limit.answer-is-kept-without-a-body", "limit.total-is-kept-while-waiting"]
    ) { error, _ in
      TransportError(.other, outcome: error.outcome, message: error.message)
    },
    request("takes the wait for a stall", breaks: ["limit.waiting-for-the-answer-is-no-stall"]) {
      $0.limits.answer = min($0.limits.answer, $0.limits.receiveStall)
    },
    Sabotage("refuses long limits", breaks: "limit.no-limit-is-too-long") { send in
      { request throws(TransportError) in
        guard request.limits.answer < .seconds(86_400) else { throw .invalidRequest("too long") }
        return try await send(request)
      }
    },
    Sabotage("is not cancelled", breaks: "cancel.while-waiting-for-the-answer", "cancel.before-the-send") {
      send in
      { request throws(TransportError) in
        var request = request
        request.limits.answer = min(request.limits.answer, .seconds(5))
        return try await Task { [request] in await Result.of(send, request) }.value.get()
      }
    },
    failure("calls a cancellation a loss", breaks: ["cancel.at-any-moment-ends-once"]) { error, _ in
      TransportError(
        error.reason == .cancelled ? .connectionLost : error.reason, outcome: error.outcome, message: "")
    },
    Sabotage("gives the answer before", breaks: "many.answers-belong-to-their-requests") { send in
      let last = Mutex<TransportResponse?>(nil)
      return { request throws(TransportError) in
        let response = try await send(request)
        return last.withLock { last in
          defer { last = response }
          return last ?? response
        }
      }
    },
    Sabotage("has no room for more than sixteen", breaks: "many.one-that-hangs-holds-up-nobody") { send in
      let inFlight = Mutex(0)
      return { request throws(TransportError) in
        let number = inFlight.withLock { count in
          count += 1
          return count
        }
        defer { inFlight.withLock { $0 -= 1 } }
        guard number <= 16 else { throw TransportError(.other, outcome: .neverSent, message: "full") }
        return try await send(request)
      }
    },
  ]
}

extension Result<TransportResponse, TransportError> {
  /// What comes of a request.
  static func of(_ send: Sabotage.Send, _ request: TransportRequest) async -> Self {
    do throws(TransportError) {
      return .success(try await send(request))
    } catch {
      return .failure(error)
    }
  }
}
