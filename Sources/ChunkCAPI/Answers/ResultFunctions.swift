internal import CChunk
internal import HTTPTypes

@implementation @_cdecl("chunk_result_outcome")
public func chunk_result_outcome(_ result: OpaquePointer?) -> UnsafePointer<CChar>? {
  ask(result, nil) {
    switch $0.answer.outcome {
    case .done: ImmortalText.pointer(to: "done")
    case .processing: ImmortalText.pointer(to: "processing")
    case .unchanged: ImmortalText.pointer(to: "unchanged")
    case .newVersion: ImmortalText.pointer(to: "new_version")
    case .renamed: ImmortalText.pointer(to: "renamed")
    }
  }
}

@implementation @_cdecl("chunk_result_http_status")
public func chunk_result_http_status(_ result: OpaquePointer?) -> Int32 {
  ask(result, 0) { Int32(clamping: $0.answer.status) }
}

@implementation @_cdecl("chunk_result_request_id")
public func chunk_result_request_id(_ result: OpaquePointer?) -> UnsafePointer<CChar>? {
  ask(result, nil) { field("box-request-id", of: $0) }
}

@implementation @_cdecl("chunk_result_retry_after_ms")
public func chunk_result_retry_after_ms(_ result: OpaquePointer?) -> Int64 {
  ask(result, -1) { $0.answer.retryAfter?.inMilliseconds ?? -1 }
}

@implementation @_cdecl("chunk_result_header")
public func chunk_result_header(
  _ result: OpaquePointer?, _ name: UnsafePointer<CChar>?
) -> UnsafePointer<CChar>? {
  ask(result, nil) { result in
    name.flatMap { String(validatingCString: $0) }.flatMap { field($0, of: result) }
  }
}

@implementation @_cdecl("chunk_result_json")
public func chunk_result_json(_ result: OpaquePointer?) -> UnsafePointer<CChar>? {
  ask(result, nil) { $0.document.json }
}

@implementation @_cdecl("chunk_result_text")
public func chunk_result_text(
  _ result: OpaquePointer?, _ pointer: UnsafePointer<CChar>?
) -> UnsafePointer<CChar>? {
  ask(result, nil) { $0.document.text(pointer) }
}

@implementation @_cdecl("chunk_result_integer")
public func chunk_result_integer(
  _ result: OpaquePointer?, _ pointer: UnsafePointer<CChar>?, _ value: UnsafeMutablePointer<Int64>?
) -> Int32 {
  ask(result, 0) { $0.document.take(pointer, value, \.integerValue) { $0 } }
}

@implementation @_cdecl("chunk_result_number")
public func chunk_result_number(
  _ result: OpaquePointer?, _ pointer: UnsafePointer<CChar>?, _ value: UnsafeMutablePointer<Double>?
) -> Int32 {
  ask(result, 0) { $0.document.take(pointer, value, \.numberValue) { $0 } }
}

@implementation @_cdecl("chunk_result_flag")
public func chunk_result_flag(
  _ result: OpaquePointer?, _ pointer: UnsafePointer<CChar>?, _ value: UnsafeMutablePointer<Int32>?
) -> Int32 {
  ask(result, 0) { $0.document.take(pointer, value, \.boolValue) { $0 ? 1 : 0 } }
}

@implementation @_cdecl("chunk_result_count")
public func chunk_result_count(_ result: OpaquePointer?, _ pointer: UnsafePointer<CChar>?) -> Int64 {
  ask(result, -1) {
    let value = $0.document.value(pointer)
    return Int64(value?.arrayValue?.count ?? value?.objectValue?.count ?? -1)
  }
}

@implementation @_cdecl("chunk_result_value")
public func chunk_result_value(
  _ result: OpaquePointer?, _ pointer: UnsafePointer<CChar>?
) -> UnsafePointer<CChar>? {
  ask(result, nil) { $0.document.json(pointer) }
}

@implementation @_cdecl("chunk_result_free")
public func chunk_result_free(_ result: OpaquePointer?) { Entry.free(result, ResultObject.self) }

private func ask<Value>(_ result: OpaquePointer?, _ otherwise: Value, _ body: (ResultObject) -> Value)
  -> Value
{
  Entry.ask(result, ResultObject.self, otherwise, body)
}

private func field(_ name: String, of result: ResultObject) -> UnsafePointer<CChar>? {
  guard let field = HTTPField.Name(name) else { return nil }
  return result.texts.pointer(field.canonicalName) { result.answer.fields[field] }
}
