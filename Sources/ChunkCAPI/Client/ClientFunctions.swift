internal import CChunk
internal import ChunkCore

@implementation @_cdecl("chunk_client_new")
public func chunk_client_new(
  _ options: OpaquePointer?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  Entry.run(error, nil) { () throws(ChunkError) in
    let options = try Entry.optional(options, OptionsObject.self, "options")
    return try made(options?.settings.withLock { $0 } ?? Settings())
  }
}

@implementation @_cdecl("chunk_client_with_token")
public func chunk_client_with_token(
  _ access_token: UnsafePointer<CChar>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  Entry.run(error, nil) { () throws(ChunkError) in
    var settings = Settings()
    settings.texts["access_token"] = try TextArgument("access_token", access_token).required()
    return try made(settings)
  }
}

@implementation @_cdecl("chunk_client_free")
public func chunk_client_free(_ client: OpaquePointer?) { Entry.free(client, ClientObject.self) }

private func made(_ settings: Settings) throws(ChunkError) -> OpaquePointer? {
  let client = try ClientObject(settings)
  ProcessHooks.holdExit()
  return HandleTable.add(client)
}
