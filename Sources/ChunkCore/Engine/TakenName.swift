internal import ChunkDigest
internal import ChunkModels

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Decides what becomes of an upload whose name is taken, as ``UploadOptions/ifExists`` says.
struct TakenName: Sendable {
  indirect enum Decision: Sendable {
    /// The file that is there has the content already.
    case unchanged(Response<FileFull>)
    /// This is to be made instead.
    case target(UploadTarget)
  }

  let manager: ChunkedUploadsManager
  let source: OpenedSource
  let asked: UploadTarget
  let context: UploadContext
  /// What has the name that was asked for.
  private var item: Boxed<ConflictingItem>?
  private var names = 0

  init(manager: ChunkedUploadsManager, source: OpenedSource, asked: UploadTarget, context: UploadContext) {
    self.manager = manager
    self.source = source
    self.asked = asked
    self.context = context
  }

  /// Whether an error is one that ``decision(after:of:)`` is for.
  static func decides(
    _ error: ChunkError, _ target: UploadTarget, _ choice: UploadOptions.IfExists
  ) -> Bool {
    switch (choice, target.place) {
    case (.fail, _): false
    // The file was deleted since it was named as the one that has the name.
    case (_, .version): target.isInstead && error.kind == .notFound
    case (_, .newFile): error.kind == .conflict && !error.isTemporary
    }
  }

  /// What an earlier run has come to, or else what is asked for.
  ///
  /// - Throws: ``ChunkError`` if it was under another choice, which this call does not allow.
  func recorded() async throws(ChunkError) -> UploadTarget {
    guard let record = context.journal?.found, let place = record.instead else { return asked }
    guard place.ifExists == context.options.ifExists else {
      let what =
        place.fileId.map { "a new version of file \($0)" } ?? "a file called '\(place.fileName ?? "")'"
      throw record.refusal(
        .invalidArgument,
        "The upload that was begun becomes \(what), since the name was taken; this one is not to, by "
          + "'\(context.options.ifExists.rawValue)'",
        remedy: "Say '\(place.ifExists.rawValue)' again for a name that is taken, or abort that upload")
    }
    if let id = place.fileId {
      let etag =
        if let known = record.ifMatch { known } else { try await manager.file(id: id, context).value.etag }
      return try version(of: id, etag: etag)
    }
    return place.fileName.map(named) ?? asked
  }

  /// What is told of a target that is not what was asked for.
  func event(for target: UploadTarget) -> UploadEvent.NameTaken? {
    guard target.isInstead else { return nil }
    switch target.place {
    case .newFile(_, let name):
      return UploadEvent.NameTaken(
        item: item?.value ?? ConflictingItem(name: askedName), consequence: .renamed, newName: name)
    case .version(let id, _):
      let known = item?.value ?? ConflictingItem(id: id, type: .file, etag: target.ifMatch, name: askedName)
      return UploadEvent.NameTaken(item: known, consequence: .newVersion, newName: nil)
    }
  }

  /// What becomes of an upload whose name is taken.
  ///
  /// - Parameter target: What was refused.
  /// - Throws: The refusal, if that is the decision, or what failed on the way to one.
  mutating func decision(after refusal: ChunkError, of target: UploadTarget) async throws(ChunkError)
    -> Decision
  {
    if item == nil { item = refusal.conflict.map(Boxed.init) }
    names += 1
    guard names <= NumberedName.last else {
      throw refusal.saying(
        "'\(askedName)' is taken, and so are all names up to "
          + "'\(NumberedName.name(askedName, NumberedName.last))'",
        remedy: "Choose another name, or remove some of these files")
    }
    switch context.options.ifExists {
    case .fail:
      throw refusal
    case .skipSame:
      return .unchanged(try await same(as: try existing(refusal, "compared with the source"), refusal))
    case .rename:
      return .target(named(NumberedName.name(askedName, names)))
    case .version:
      // The file that had the name is gone; perhaps the name is free now.
      guard case .newFile = target.place else { return .target(asked) }
      let item = try existing(refusal, "a file that can have a new version")
      let id = item.id ?? ""
      let etag =
        if let known = item.etag { known } else { try await manager.file(id: id, context).value.etag }
      self.item = Boxed(item)
      return .target(try version(of: id, etag: etag))
    }
  }

  /// The file that has the name.
  ///
  /// - Throws: The refusal, if it is no file.
  private func existing(_ refusal: ChunkError, _ what: String) throws(ChunkError) -> ConflictingItem {
    guard let item = refusal.conflict, item.id != nil else { throw refusal }
    guard item.type == nil || item.type == .file else {
      throw refusal.saying(
        "'\(askedName)' is taken by \(item.words), which is not \(what)",
        remedy: "Choose another name, or let a free one be found ('rename')")
    }
    return item
  }

  /// The file that has the name, if it has the source's content.
  private func same(
    as item: ConflictingItem, _ refusal: ChunkError
  ) async throws(ChunkError) -> Response<FileFull> {
    context.events.report(
      .nameTaken(UploadEvent.NameTaken(item: item, consequence: .comparing, newName: nil)))
    if let size = item.size, size != asked.fileSize { throw different(item, refusal, nil) }
    let there = try await file(item)
    guard there.value.size == asked.fileSize else { throw different(item, refusal, nil) }
    let digest = try await source.wholeDigest()
    guard let digest, there.value.sha1.flatMap({ Digest<SHA1>(hexadecimal: $0) }) == digest else {
      throw different(item, refusal, digest)
    }
    context.tally.change { $0.skippedBytes = asked.fileSize }
    context.meter.acknowledgedAll()
    return there
  }

  private func different(
    _ item: ConflictingItem, _ refusal: ChunkError, _ digest: Digest<SHA1>?
  ) -> ChunkError {
    let size = item.size.map { ", \($0) bytes" } ?? ""
    let own = digest.map { "SHA-1 \($0)" } ?? "\(asked.fileSize) bytes"
    return refusal.saying(
      "'\(askedName)' is taken by a file that differs: there it is \(item.words)\(size), and the source has \(own)",
      remedy: "Choose another name, or make a new version of that file ('version')")
  }

  /// The file as it is now. A token that may only upload cannot read it: then what the refusal says has to do.
  private func file(_ item: ConflictingItem) async throws(ChunkError) -> Response<FileFull> {
    do throws(ChunkError) {
      return try await manager.file(id: item.id ?? "", context)
    } catch {
      guard error.kind == .forbidden || error.kind == .notFound, item.sha1 != nil, item.size != nil else {
        throw error
      }
      let file = FileFull(
        id: item.id, type: .file, etag: item.etag, name: item.name, sha1: item.sha1, size: item.size)
      return Response(
        value: file, status: 200, headerFields: [:], rawJSON: (try? WireJSON.encode(file)) ?? Data())
    }
  }

  private func version(of id: String, etag: String?) throws(ChunkError) -> UploadTarget {
    guard let etag, (try? ArgumentChecks.etag(etag)) != nil else {
      throw ChunkError(
        .malformedAnswer, "The service does not say which version of file \(id) is there",
        remedy: "Upload a new version of it by its id, with or without an etag")
    }
    return asked.instead(.version(fileId: id, name: nil), ifMatch: etag)
  }

  private func named(_ name: String) -> UploadTarget {
    guard case .newFile(let folderId, _) = asked.place else { return asked }
    return asked.instead(.newFile(folderId: folderId, name: name))
  }

  private var askedName: String {
    if case .newFile(_, let name) = asked.place { name.escapingControls() } else { "" }
  }
}
