internal import CChunk
internal import FuzzSupport

extension Interpreter {
  /// Calls a function that may fail: it is to set its error exactly then.
  @discardableResult
  func tried<Value>(_ failed: (Value) -> Bool, _ body: (UnsafeMutablePointer<OpaquePointer?>?) -> Value)
    -> Value
  {
    if input.byte() % 8 == 7 { return body(nil) }
    let untouched = OpaquePointer(bitPattern: 0xdead)
    var slot = untouched
    let value = body(&slot)
    if failed(value) {
      expect(slot != untouched && slot != nil, "a function has failed and set no error")
      examine(slot)
      pool.add(.error, slot)
    } else {
      expect(slot == untouched, "a function has succeeded and set an error")
    }
    return value
  }

  func made(_ kind: Pool.Kind, _ body: (UnsafeMutablePointer<OpaquePointer?>?) -> OpaquePointer?) {
    pool.add(kind, tried({ $0 == nil }, body))
  }

  func set(_ body: (UnsafeMutablePointer<OpaquePointer?>?) -> Int32) {
    let code = tried({ $0 == 0 }, body)
    expect(code == 0 || code == 1, "a function has returned \(code)")
  }

  /// Asks an error, or something else, all that can be asked of an error.
  func examine(_ error: OpaquePointer?) {
    let always = [
      chunk_error_kind(error), chunk_error_message(error), chunk_error_remedy(error),
      chunk_error_description(error), chunk_error_json(error),
    ]
    for text in always { expect(checked(text), "an error has no text") }
    Trace.line(always[3])
    let others = [
      chunk_error_box_code(error), chunk_error_request_id(error), chunk_error_session_id(error),
      chunk_error_conflict_id(error), chunk_error_conflict_sha1(error),
    ]
    for text in others { checked(text) }
    expect((0...1).contains(chunk_error_is_retriable(error)), "is_retriable is neither 0 nor 1")
    _ = chunk_error_http_status(error)
    expect(chunk_error_retry_after_ms(error) >= -1, "retry_after_ms is below -1")
  }

  /// Makes sure that a text, if there is one, is UTF-8.
  @discardableResult
  func checked(_ text: UnsafePointer<CChar>?) -> Bool {
    guard let text else { return false }
    expect(String(validatingCString: text) != nil, "a text is not UTF-8")
    return true
  }
}
