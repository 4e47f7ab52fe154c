public import CChunk
internal import ChunkCore
internal import ChunkTransport
internal import HTTPTypes
internal import ChunkThreads

/// Settings that a program has a handle of.
///
/// `@unchecked Sendable`: as its superclass says.
final class OptionsObject: HandleObject, @unchecked Sendable {
  let settings = Mutex(Settings())
}

@implementation @_cdecl("chunk_options_new")
public func chunk_options_new() -> OpaquePointer? { Entry.run(nil, nil) { HandleTable.add(OptionsObject()) } }

@implementation @_cdecl("chunk_options_free")
public func chunk_options_free(_ options: OpaquePointer?) { Entry.free(options, OptionsObject.self) }

@implementation @_cdecl("chunk_options_set_text")
public func chunk_options_set_text(
  _ options: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ value: UnsafePointer<CChar>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> Int32 {
  OptionsObject.change(options, error) { settings throws(ChunkError) in
    try settings.set(try TextArgument("name", name).required(), try TextArgument("value", value).optional())
  }
}

@implementation @_cdecl("chunk_options_set_integer")
public func chunk_options_set_integer(
  _ options: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ value: Int64,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> Int32 {
  OptionsObject.change(options, error) { settings throws(ChunkError) in
    try settings.set(try TextArgument("name", name).required(), value)
  }
}

@implementation @_cdecl("chunk_options_set_header")
public func chunk_options_set_header(
  _ options: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ value: UnsafePointer<CChar>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> Int32 {
  OptionsObject.change(options, error) { settings throws(ChunkError) in
    let text = try TextArgument("name", name).required()
    let value = try TextArgument("value", value).optional()
    guard let field = HTTPField.Name(text) else {
      throw ChunkError(
        .invalidArgument, "\"\(text)\" is no name of a header field",
        remedy: "Give letters, digits and hyphens, such as As-User")
    }
    guard HTTPField.isValidValue(value ?? "") else {
      throw ChunkError(
        .invalidArgument,
        "The value of the header field \(text) holds a line break or another control character",
        remedy: "Give one line of text")
    }
    if let value {
      try ServiceCall.check([field: value])
      do throws(TransportError) {
        try TransportRequest.check([field: value])
      } catch {
        throw ChunkError(
          .invalidArgument, "The header field \(text) cannot be sent: \(error.message)",
          remedy: "Leave it out")
      }
    }
    settings.headers[field] = value
  }
}

@implementation @_cdecl("chunk_options_set_token_function")
public func chunk_options_set_token_function(
  _ options: OpaquePointer?, _ function: chunk_token_function?, _ user: UnsafeMutableRawPointer?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> Int32 {
  OptionsObject.change(options, error) { settings throws(ChunkError) in
    settings.token = Callback(function: function, user: user)
  }
}

@implementation @_cdecl("chunk_options_set_event_function")
public func chunk_options_set_event_function(
  _ options: OpaquePointer?, _ function: chunk_event_function?, _ user: UnsafeMutableRawPointer?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> Int32 {
  OptionsObject.change(options, error) { settings throws(ChunkError) in
    settings.event = function.map { Callback(function: $0, user: user) }
  }
}

@implementation @_cdecl("chunk_options_set_interrupt_function")
public func chunk_options_set_interrupt_function(
  _ options: OpaquePointer?, _ function: chunk_interrupt_function?, _ user: UnsafeMutableRawPointer?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> Int32 {
  OptionsObject.change(options, error) { settings throws(ChunkError) in
    settings.interrupt = function.map { Callback(function: $0, user: user) }
  }
}

extension OptionsObject {
  /// Changes options: 1, or 0 with an error.
  static func change(
    _ options: OpaquePointer?, _ error: ErrorSlot, _ body: (inout Settings) throws(ChunkError) -> Void
  ) -> Int32 {
    Entry.run(error, 0) { () throws(ChunkError) in
      let object = try Entry.object(options, OptionsObject.self, "options")
      try object.settings.withLock { settings throws(ChunkError) in try body(&settings) }
      return 1
    }
  }
}
