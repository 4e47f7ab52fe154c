internal import CChunk

@implementation @_cdecl("chunk_event_name")
public func chunk_event_name(_ event: OpaquePointer?) -> UnsafePointer<CChar>? {
  Entry.ask(event, EventObject.self, nil) { $0.name }
}

@implementation @_cdecl("chunk_event_json")
public func chunk_event_json(_ event: OpaquePointer?) -> UnsafePointer<CChar>? {
  Entry.ask(event, EventObject.self, nil) { $0.document.json }
}

@implementation @_cdecl("chunk_event_text")
public func chunk_event_text(
  _ event: OpaquePointer?, _ pointer: UnsafePointer<CChar>?
) -> UnsafePointer<CChar>? {
  Entry.ask(event, EventObject.self, nil) { $0.document.text(pointer) }
}

@implementation @_cdecl("chunk_event_integer")
public func chunk_event_integer(
  _ event: OpaquePointer?, _ pointer: UnsafePointer<CChar>?, _ value: UnsafeMutablePointer<Int64>?
) -> Int32 {
  Entry.ask(event, EventObject.self, 0) { $0.document.take(pointer, value, \.integerValue) { $0 } }
}

@implementation @_cdecl("chunk_event_flag")
public func chunk_event_flag(
  _ event: OpaquePointer?, _ pointer: UnsafePointer<CChar>?, _ value: UnsafeMutablePointer<Int32>?
) -> Int32 {
  Entry.ask(event, EventObject.self, 0) { $0.document.take(pointer, value, \.boolValue) { $0 ? 1 : 0 } }
}

@implementation @_cdecl("chunk_event_free")
public func chunk_event_free(_ event: OpaquePointer?) { Entry.free(event, EventObject.self) }
