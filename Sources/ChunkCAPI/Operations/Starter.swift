internal import ChunkCore
internal import HTTPTypes

/// What a step has at hand.
struct Call: Sendable {
  let manager: ChunkedUploadsManager
  let settings: Settings

  var headers: HTTPFields { settings.headers }
}

/// Starts an operation that a function of the header asks for.
struct Starter {
  let client: OpaquePointer?
  let options: OpaquePointer?
  let error: ErrorSlot
  /// Whether the function waits for the end itself.
  var isBlocking = false

  init(_ client: OpaquePointer?, _ options: OpaquePointer?, _ error: ErrorSlot) {
    self.client = client
    self.options = options
    self.error = error
  }

  /// Starts a step: one request.
  func step(_ body: @escaping @Sendable (Call) async throws(ChunkError) -> Answer) -> OpaquePointer? {
    start(nil) { call, _, mailbox, client in
      let task = Task(executorPreference: client.threads) {
        await mailbox.finish { () async throws(ChunkError) in try await body(call) }
      }
      return { _ in task.cancel() }
    }
  }

  /// Starts a step that sends a source's bytes.
  func step(
    _ source: OpaquePointer?,
    _ body: @escaping @Sendable (Call, OpenedOrigin) async throws(ChunkError) -> Answer
  ) -> OpaquePointer? {
    start(.some(source)) { call, origin, mailbox, client in
      let task = Task(executorPreference: client.threads) {
        await mailbox.finish { () async throws(ChunkError) in
          guard let origin else { throw ChunkError(.misused, "There is no source", remedy: "Give one") }
          return try await body(call, origin)
        }
      }
      return { _ in task.cancel() }
    }
  }

  /// Starts an upload.
  func upload(
    _ source: OpaquePointer?,
    _ body: (Call, OpenedOrigin, UploadOptions) throws(ChunkError) -> FileUpload
  ) -> OpaquePointer? {
    start(.some(source)) { call, origin, mailbox, client in
      guard let origin else { return nil }
      let upload: FileUpload
      do throws(ChunkError) {
        var options = try call.settings.upload(sharing: call.settings.budget(of: client))
        options.onEvent = { mailbox.note($0) }
        upload = try body(call, origin, options)
      } catch {
        mailbox.finish(.failure(error))
        return nil
      }
      mailbox.follow(upload)
      _ = Task(executorPreference: client.threads) {
        await mailbox.finish { () async throws(ChunkError) in
          // The origin is kept until here: its handle may be freed before the upload has opened it.
          defer { withExtendedLifetime(origin.object) {} }
          return Answer(try await upload.committed)
        }
      }
      return { upload.cancel($0) }
    }
  }

  /// What every operation begins with.
  ///
  /// - Parameters:
  ///   - source: The source's handle; `nil` for an operation without one.
  ///   - begin: Begins it, and returns how it is cancelled.
  private func start(
    _ source: OpaquePointer??,
    _ begin: (Call, OpenedOrigin?, Mailbox, ClientObject) -> (@Sendable (UploadOptions.OnFailure) -> Void)?
  ) -> OpaquePointer? {
    Entry.run(error, nil) { () throws(ChunkError) in
      let client = try Entry.object(client, ClientObject.self, "client")
      let own = try Entry.optional(options, OptionsObject.self, "options")?.settings.withLock { $0 }
      try own?.checkForCall()
      var settings = client.settings.with(own)
      settings.hasOwnBudget = own?.budget != nil
      let manner = Mailbox.Manner(
        hasTokenFunction: settings.token?.function != nil,
        hasLoginFunctions: settings.login?.function != nil, hasEventFunction: settings.event != nil,
        isBlocking: isBlocking)
      guard let mailbox = Mailbox(manner, client.tokens.desk) else {
        throw ChunkError(
          .internal, "The process has no more descriptors", remedy: "Close some, or raise the limit",
          isTemporary: true)
      }
      var origin: OpenedOrigin?
      if let source {
        origin = try OpenedOrigin(try Entry.object(source, SourceObject.self, "source"), mailbox)
      }
      let operation = OperationObject(mailbox, settings, client.tokens.cache, origin)
      let handle = HandleTable.add(operation)
      client.tokens.desk.enter(mailbox)
      let call = Call(manager: client.manager(mailbox, settings), settings: settings)
      if let cancel = begin(call, origin, mailbox, client) { operation.endsBy(cancel) }
      return handle
    }
  }
}

extension Mailbox {
  /// Does what an operation does, and takes its outcome.
  func finish(_ body: @Sendable () async throws(ChunkError) -> Answer) async {
    do throws(ChunkError) {
      finish(.success(try await body()))
    } catch {
      finish(.failure(error))
    }
  }
}

extension Settings {
  /// What an upload shares with the client's others, or has for itself.
  fileprivate func budget(of client: ClientObject) -> UploadBudget {
    hasOwnBudget ? budget ?? client.budget : client.budget
  }
}
