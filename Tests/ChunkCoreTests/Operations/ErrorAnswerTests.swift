import ChunkCore
import ChunkCoreTestSupport
import ChunkModels
import ChunkTransport
import ChunkTransportTesting
import Foundation
import HTTPTypes
import Testing

/// Every refusal of the service that is known, and what it becomes.
@Suite struct ErrorAnswerTests {
  struct Refusal: Sendable {
    let status: Int
    let code: String
    let kind: ChunkError.Kind
    var isTemporary = false
    var call = Call.upload
  }

  private static let refusals: [Refusal] = [
    // At create.
    Refusal(status: 400, code: "missing_destination", kind: .badRequest, call: .createSession),
    Refusal(status: 400, code: "invalid_folder_id", kind: .badRequest, call: .createSession),
    Refusal(status: 400, code: "item_name_invalid", kind: .badRequest, call: .createSession),
    Refusal(status: 400, code: "item_name_too_long", kind: .badRequest, call: .createSession),
    Refusal(status: 400, code: "missing_file_size", kind: .badRequest, call: .createSession),
    Refusal(status: 400, code: "invalid_file_size", kind: .badRequest, call: .createSession),
    Refusal(status: 400, code: "file_size_too_small", kind: .badRequest, call: .createSession),
    Refusal(status: 400, code: "missing_file_name", kind: .badRequest, call: .createSession),
    Refusal(status: 400, code: "request_size_mismatch", kind: .badRequest, call: .createSession),
    Refusal(status: 400, code: "invalid_json", kind: .badRequest, call: .createSession),
    Refusal(status: 400, code: "terms_of_service_required", kind: .badRequest, call: .createSession),
    Refusal(status: 400, code: "password_reset_required", kind: .badRequest, call: .createSession),
    Refusal(status: 403, code: "storage_limit_exceeded", kind: .storageFull, call: .createSession),
    Refusal(status: 403, code: "file_size_limit_exceeded", kind: .storageFull, call: .createSession),
    Refusal(status: 403, code: "insufficient_scope", kind: .forbidden, call: .createSession),
    Refusal(
      status: 403, code: "access_denied_insufficient_permissions", kind: .forbidden, call: .createSession),
    Refusal(status: 403, code: "access_denied_item_locked", kind: .forbidden, call: .createVersion),
    Refusal(status: 403, code: "forbidden_by_policy", kind: .forbidden, call: .createSession),
    Refusal(status: 403, code: "access_from_location_blocked", kind: .forbidden, call: .createSession),
    Refusal(status: 404, code: "invalid_parameter", kind: .notFound, call: .createSession),
    Refusal(status: 404, code: "not_found", kind: .notFound, call: .createVersion),
    Refusal(status: 404, code: "trashed", kind: .notFound, call: .createVersion),
    Refusal(status: 409, code: "item_name_in_use", kind: .conflict, call: .createSession),
    Refusal(status: 409, code: "session_conflict", kind: .conflict, call: .createSession),
    Refusal(
      status: 409, code: "name_temporarily_reserved", kind: .conflict, isTemporary: true, call: .createSession
    ),
    Refusal(
      status: 409, code: "operation_blocked_temporary", kind: .conflict, isTemporary: true,
      call: .createSession),
    Refusal(status: 507, code: "insufficient_storage", kind: .storageFull, call: .createSession),
    // On a session.
    Refusal(status: 400, code: "bad_digest", kind: .digestMismatch),
    Refusal(status: 400, code: "digest_mismatch", kind: .digestMismatch, call: .commit),
    Refusal(status: 412, code: "digest_mismatch", kind: .digestMismatch),
    Refusal(status: 400, code: "parts_mismatch", kind: .partsMismatch, isTemporary: true, call: .commit),
    Refusal(status: 400, code: "invalid_upload_session_id", kind: .sessionGone),
    Refusal(status: 403, code: "forbidden", kind: .forbidden, call: .getById),
    Refusal(status: 404, code: "upload_session_not_found", kind: .sessionGone),
    Refusal(status: 404, code: "not_found", kind: .sessionGone, call: .getById),
    Refusal(status: 409, code: "item_name_in_use", kind: .conflict, call: .commit),
    Refusal(status: 410, code: "session_expired", kind: .sessionGone),
    Refusal(status: 410, code: "upload_failed", kind: .sessionGone),
    Refusal(status: 411, code: "length_required", kind: .badRequest),
    Refusal(status: 412, code: "precondition_failed", kind: .preconditionFailed, call: .commit),
    Refusal(status: 413, code: "request_entity_too_large", kind: .tooLarge),
    Refusal(status: 416, code: "range_overlaps_existing_part", kind: .rangeConflict),
    Refusal(status: 405, code: "method_not_allowed", kind: .notFound, call: .plan),
    // Anywhere.
    Refusal(status: 401, code: "unauthorized", kind: .unauthorized),
    Refusal(status: 408, code: "request_timeout", kind: .serverError, isTemporary: true),
    Refusal(status: 429, code: "rate_limit_exceeded", kind: .throttled, isTemporary: true),
    Refusal(status: 500, code: "internal_server_error", kind: .serverError, isTemporary: true),
    Refusal(status: 502, code: "bad_gateway", kind: .serverError, isTemporary: true),
    Refusal(status: 503, code: "unavailable", kind: .serverError, isTemporary: true),
    Refusal(status: 504, code: "gateway_timeout", kind: .serverError, isTemporary: true),
    Refusal(status: 418, code: "a_code_of_tomorrow", kind: .badRequest),
  ]

  @Test(arguments: refusals)
  func aRefusalBecomesAnError(refusal: Refusal) async throws {
    let transport = MemoryTransport(.error(refusal.status, refusal.code))
    let error = try await failure { try await refusal.call.run(manager(transport)) }
    #expect(error.kind == refusal.kind)
    #expect(error.isTemporary == refusal.isTemporary)
    #expect(error.answer?.status == refusal.status)
    #expect(error.answer?.code?.rawValue == refusal.code)
    #expect(error.answer?.requestId == "r1")
    #expect(error.answer?.error?.message == "no")
    #expect(error.answer?.bodyStart == nil)
    #expect(!error.remedy.isEmpty)
    #expect(error.description.contains("\(refusal.status)"))
    #expect(transport.requests.count == 1, "operations of one request do not retry by themselves")
  }

  @Test(
    arguments: [
      (400, .badRequest), (401, .unauthorized), (403, .forbidden), (404, .sessionGone), (409, .conflict),
      (410, .sessionGone), (412, .preconditionFailed), (413, .tooLarge), (416, .rangeConflict),
      (429, .throttled),
      (500, .serverError), (503, .serverError), (507, .storageFull), (599, .serverError),
    ] as [(Int, ChunkError.Kind)])
  func theStatusIsEnough(status: Int, kind: ChunkError.Kind) async throws {
    let error = try await failure { try await Call.upload.run(manager(MemoryTransport(.empty(status)))) }
    #expect(error.kind == kind)
    #expect(error.answer?.code == nil)
    #expect(!error.remedy.isEmpty)
  }

  @Test(arguments: Call.allCases)
  func a404MeansTheSessionOnlyWhereThereIsOne(call: Call) async throws {
    let error = try await failure { try await call.run(manager(MemoryTransport(.empty(404)))) }
    #expect(error.kind == (call.isOnSession ? .sessionGone : .notFound))
  }

  @Test func theRequestIdMayBeInTheHead() async throws {
    let name = try #require(HTTPField.Name("BOX-REQUEST-ID"))
    for (body, expected) in [
      ("", "h7"), (#"{"code":"forbidden"}"#, "h7"), (#"{"code":"x","request_id":"b8"}"#, "b8"),
    ] {
      let error = try await failure {
        try await Call.upload.run(manager(MemoryTransport(.text(403, body, [name: "h7"]))))
      }
      #expect(error.answer?.requestId == expected)
      #expect(error.description.contains("request id \(expected)"))
    }
  }

  @Test(arguments: [429, 503])
  func retryAfterIsRead(status: Int) async throws {
    for (text, wait) in [
      ("100", .seconds(100)), ("junk", nil), ("9" + String(repeating: "0", count: 300), .seconds(86_400)),
    ]
      as [(String, Duration?)]
    {
      let transport = MemoryTransport(.empty(status, [.retryAfter: text]))
      let error = try await failure { try await Call.upload.run(manager(transport)) }
      #expect(error.answer?.retryAfter == wait)
    }
  }

  @Test func aTakenNameNamesTheFileThatHasIt() async throws {
    for conflicts in [
      #"{"id":"9","type":"file","etag":"2","sha1":"ab","name":"a.bin"}"#,
      #"[{"id":"9","type":"file","etag":"2","sha1":"ab","name":"a.bin"}]"#,
    ] {
      let transport = MemoryTransport(
        .error(409, "item_name_in_use", context: #"{"conflicts":\#(conflicts)}"#))
      let error = try await failure { try await Call.createSession.run(manager(transport)) }
      let conflict = try #require(error.conflict)
      #expect(conflict.id == "9")
      #expect(conflict.sha1 == "ab")
      #expect(conflict.etag == "2")
      #expect(error.message.hasSuffix("(it is file 9, SHA-1 ab)"))
    }
  }
}
