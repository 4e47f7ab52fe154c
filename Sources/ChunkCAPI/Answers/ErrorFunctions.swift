internal import CChunk

// See chunk.h, as for every function of this target.

@implementation @_cdecl("chunk_error_kind")
public func chunk_error_kind(_ error: OpaquePointer?) -> UnsafePointer<CChar>? {
  text(error, "kind") { $0.error.kind.rawValue } ?? ImmortalText.pointer(to: "misused")
}

@implementation @_cdecl("chunk_error_message")
public func chunk_error_message(_ error: OpaquePointer?) -> UnsafePointer<CChar>? {
  text(error, "message") { $0.error.message } ?? ImmortalText.pointer(to: "This is no error, or was freed")
}

@implementation @_cdecl("chunk_error_remedy")
public func chunk_error_remedy(_ error: OpaquePointer?) -> UnsafePointer<CChar>? {
  text(error, "remedy") { $0.error.remedy }
    ?? ImmortalText.pointer(to: "Give what the library has put into an error parameter")
}

@implementation @_cdecl("chunk_error_description")
public func chunk_error_description(_ error: OpaquePointer?) -> UnsafePointer<CChar>? {
  text(error, "description") { $0.error.description }
    ?? ImmortalText.pointer(to: "This is no error, or was freed.")
}

@implementation @_cdecl("chunk_error_is_retriable")
public func chunk_error_is_retriable(_ error: OpaquePointer?) -> Int32 {
  Entry.ask(error, ErrorObject.self, 0) { $0.error.isTemporary ? 1 : 0 }
}

@implementation @_cdecl("chunk_error_http_status")
public func chunk_error_http_status(_ error: OpaquePointer?) -> Int32 {
  Entry.ask(error, ErrorObject.self, 0) { Int32(clamping: $0.error.answer?.status ?? 0) }
}

@implementation @_cdecl("chunk_error_box_code")
public func chunk_error_box_code(_ error: OpaquePointer?) -> UnsafePointer<CChar>? {
  text(error, "code") { $0.error.answer?.code?.rawValue }
}

@implementation @_cdecl("chunk_error_request_id")
public func chunk_error_request_id(_ error: OpaquePointer?) -> UnsafePointer<CChar>? {
  text(error, "request") { $0.error.answer?.requestId }
}

@implementation @_cdecl("chunk_error_session_id")
public func chunk_error_session_id(_ error: OpaquePointer?) -> UnsafePointer<CChar>? {
  text(error, "session") { $0.error.session?.id }
}

@implementation @_cdecl("chunk_error_conflict_id")
public func chunk_error_conflict_id(_ error: OpaquePointer?) -> UnsafePointer<CChar>? {
  text(error, "conflict") { $0.conflict?.id }
}

@implementation @_cdecl("chunk_error_conflict_sha1")
public func chunk_error_conflict_sha1(_ error: OpaquePointer?) -> UnsafePointer<CChar>? {
  text(error, "conflict_sha1") { $0.conflict?.sha1 }
}

@implementation @_cdecl("chunk_error_retry_after_ms")
public func chunk_error_retry_after_ms(_ error: OpaquePointer?) -> Int64 {
  Entry.ask(error, ErrorObject.self, -1) { $0.error.answer?.retryAfter?.inMilliseconds ?? -1 }
}

@implementation @_cdecl("chunk_error_json")
public func chunk_error_json(_ error: OpaquePointer?) -> UnsafePointer<CChar>? {
  text(error, "json") { $0.json.text } ?? ImmortalText.pointer(to: "{\"kind\":\"misused\"}")
}

@implementation @_cdecl("chunk_error_free")
public func chunk_error_free(_ error: OpaquePointer?) { Entry.free(error, ErrorObject.self) }

private func text(
  _ error: OpaquePointer?, _ name: String, _ text: (ErrorObject) -> String?
) -> UnsafePointer<CChar>? {
  Entry.ask(error, ErrorObject.self, nil) { object in object.texts.pointer(name) { text(object) } }
}
