internal import ChunkModels
internal import Foundation

/// Every public model.
enum Models {
  static let all: [@Sendable (Data) -> Void] = [
    // Add at the end: an input names a model by its number.
    { RoundTrip.check(UploadSession.self, $0) }, { RoundTrip.check(UploadSessionEndpoints.self, $0) },
    { RoundTrip.check(UploadPart.self, $0) }, { RoundTrip.check(UploadPartMini.self, $0) },
    { RoundTrip.check(UploadedPart.self, $0) }, { RoundTrip.check(UploadParts.self, $0) },
    { RoundTrip.check(UploadPartsOrder.self, $0) }, { RoundTrip.check(CommitAttributes.self, $0) },
    { RoundTrip.check(CreateFileUploadSessionRequest.self, $0) },
    { RoundTrip.check(CreateFileUploadSessionForExistingFileRequest.self, $0) },
    { RoundTrip.check(CreateFileUploadSessionCommitRequest.self, $0) },
    { RoundTrip.check(UploadSessionPlan.self, $0) }, { RoundTrip.check(UploadSessionPlanRequest.self, $0) },
    { RoundTrip.check(UploadPartPlan.self, $0) }, { RoundTrip.check(UploadPartPlanHit.self, $0) },
    { RoundTrip.check(Files.self, $0) }, { RoundTrip.check(FileFull.self, $0) },
    { RoundTrip.check(FileMini.self, $0) }, { RoundTrip.check(FileVersionMini.self, $0) },
    { RoundTrip.check(FolderMini.self, $0) }, { RoundTrip.check(UserMini.self, $0) },
    { RoundTrip.check(FilePathCollection.self, $0) }, { RoundTrip.check(FilePermissions.self, $0) },
    { RoundTrip.check(FileLock.self, $0) }, { RoundTrip.check(FileClassification.self, $0) },
    { RoundTrip.check(WatermarkInfo.self, $0) }, { RoundTrip.check(ExpiringEmbedLink.self, $0) },
    { RoundTrip.check(SharedLink.self, $0) }, { RoundTrip.check(SharedLinkPermissions.self, $0) },
    { RoundTrip.check(Representations.self, $0) }, { RoundTrip.check(Representation.self, $0) },
    { RoundTrip.check(RepresentationContent.self, $0) }, { RoundTrip.check(RepresentationInfo.self, $0) },
    { RoundTrip.check(RepresentationProperties.self, $0) },
    { RoundTrip.check(RepresentationStatus.self, $0) },
    { RoundTrip.check(ClientError.self, $0) }, { RoundTrip.check(ConflictingItem.self, $0) },
    { Models.context($0) }, { RoundTrip.check(OAuth2Error.self, $0) },
    { RoundTrip.check(AccessToken.self, $0) }, { RoundTrip.check(ResourceScope.self, $0) },
    { RoundTrip.check(Resource.self, $0) }, { RoundTrip.check([ErrorCode].self, $0) },
    { RoundTrip.check([InviteeRole].self, $0) }, { RoundTrip.check([IssuedTokenType].self, $0) },
    { RoundTrip.check([ItemStatus].self, $0) }, { RoundTrip.check([LockAppType].self, $0) },
    { RoundTrip.check([OAuth2ErrorCode].self, $0) }, { RoundTrip.check([RepresentationState].self, $0) },
    { RoundTrip.check([ResourceType].self, $0) }, { RoundTrip.check([SharedLinkAccess].self, $0) },
    { RoundTrip.check([SharedLinkPermission].self, $0) }, { RoundTrip.check([SortDirection].self, $0) },
    { RoundTrip.check([TokenScope].self, $0) }, { RoundTrip.check([TokenType].self, $0) },
  ]

  /// What an error tells: its known fields are read from it later.
  private static func context(_ json: Data) {
    RoundTrip.check(ErrorContext.self, json)
    guard let context = try? WireJSON.decode(ErrorContext.self, from: json) else { return }
    _ = (context.conflicts, context.session, context.conflictingPart)
  }
}
