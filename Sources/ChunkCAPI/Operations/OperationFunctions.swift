internal import CChunk
internal import ChunkCore
internal import ChunkThreads

@implementation @_cdecl("chunk_operation_descriptor")
public func chunk_operation_descriptor(_ operation: OpaquePointer?) -> CInt {
  ThreadGate.visit { own(operation).map { $0.mailbox.attention.descriptor } ?? -1 }
}

@implementation @_cdecl("chunk_operation_wait")
public func chunk_operation_wait(_ operation: OpaquePointer?, _ timeout_ms: Int64) -> Int32 {
  found(operation) { $0.wait(timeout_ms, takesEvent: false).code }
}

@implementation @_cdecl("chunk_operation_next_event")
public func chunk_operation_next_event(
  _ operation: OpaquePointer?, _ timeout_ms: Int64, _ event: UnsafeMutablePointer<OpaquePointer?>?
) -> Int32 {
  event?.pointee = nil
  return found(operation) { object in
    guard let event else { return CHUNK_MISUSED }
    let outcome = object.wait(timeout_ms, takesEvent: true)
    if let found = outcome.event { event.pointee = ThreadGate.visit { HandleTable.add(found) } }
    return outcome.code
  }
}

@implementation @_cdecl("chunk_operation_is_over")
public func chunk_operation_is_over(_ operation: OpaquePointer?) -> Int32 {
  ThreadGate.visit { own(operation).map { $0.mailbox.outcome == nil ? 0 : 1 } ?? 1 }
}

@implementation @_cdecl("chunk_operation_result")
public func chunk_operation_result(
  _ operation: OpaquePointer?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  Entry.run(error, nil) { () throws(ChunkError) in
    let object = try Entry.object(operation, OperationObject.self, "operation")
    guard let outcome = object.mailbox.outcome else {
      throw ChunkError(
        .notOver, "The operation is not over yet", remedy: "Wait for it with chunk_operation_wait first")
    }
    return HandleTable.add(ResultObject(try outcome.get()))
  }
}

@implementation @_cdecl("chunk_operation_cancel")
public func chunk_operation_cancel(_ operation: OpaquePointer?, _ session: Int32) {
  ThreadGate.visit { own(operation)?.cancel(session == CHUNK_ABORT ? .abort : .keep) }
}

@implementation @_cdecl("chunk_operation_give_token")
public func chunk_operation_give_token(
  _ operation: OpaquePointer?, _ access_token: UnsafePointer<CChar>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> Int32 {
  Entry.run(error, 0) { () throws(ChunkError) in
    let object = try Entry.object(operation, OperationObject.self, "operation")
    let token = try BearerToken(try TextArgument("access_token", access_token).required())
    guard object.mailbox.takesTokens || object.tokens.isGiven else {
      throw ChunkError(
        .invalidArgument, "The client gets its tokens itself, and takes none",
        remedy: "Give tokens to a client that has a token function")
    }
    object.tokens.give(token)
    object.mailbox.answerToken(.success(token))
    return 1
  }
}

@implementation @_cdecl("chunk_operation_refuse_token")
public func chunk_operation_refuse_token(_ operation: OpaquePointer?, _ reason: UnsafePointer<CChar>?) {
  ThreadGate.visit {
    let text = (try? TextArgument("reason", reason).optional()) ?? nil
    guard let mailbox = own(operation)?.mailbox else { return }
    mailbox.answerToken(
      .failure(
        ChunkError(
          .tokenUnavailable, "No access token could be had: \(text ?? "no reason was given")",
          remedy: "Check the credentials")))
    mailbox.refuseLogin("The program has refused: \(text ?? "no reason was given")")
  }
}

@implementation @_cdecl("chunk_operation_free")
public func chunk_operation_free(_ operation: OpaquePointer?) {
  let object = ThreadGate.visit { HandleTable.remove(operation, OperationObject.self) }
  // Outside the gate: it may wait for the end of reading.
  object?.close()
}

/// The operation of a handle, if it is this process's.
private func own(_ operation: OpaquePointer?) -> OperationObject? {
  HandleTable.find(operation, OperationObject.self).flatMap { $0.isOurs ? $0 : nil }
}

/// Asks something of an operation, outside the gate; wrong handles have numbers of their own.
private func found(_ operation: OpaquePointer?, _ body: (OperationObject) -> Int32) -> Int32 {
  guard let object = ThreadGate.visit({ HandleTable.find(operation, OperationObject.self) }),
    !ThreadGate.isClosedForGood
  else { return CHUNK_MISUSED }
  return object.isOurs ? body(object) : CHUNK_FORKED
}
