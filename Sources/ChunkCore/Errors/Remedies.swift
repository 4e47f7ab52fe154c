internal import ChunkModels

extension ChunkError {
  /// Kind, remedy and whether waiting helps, for an error status of the service.
  ///
  /// The codes are those of the
  /// [error reference](https://developer.box.com/guides/api-calls/permissions-and-errors/common-errors/);
  /// a code that is not known falls back to its status.
  struct Diagnosis {
    let kind: Kind
    let remedy: String
    let isTemporary: Bool

    private init(_ kind: Kind, _ remedy: String, temporary: Bool = false) {
      self.kind = kind
      self.remedy = remedy
      isTemporary = temporary
    }

    static func of(
      status: Int, code: ErrorCode?, subject: ServiceCall.Operation.Subject
    ) -> Diagnosis {
      if let known = code.flatMap({ of(code: $0) }) { return known }
      switch (status, subject) {
      case (404, .session):
        // A session that this user cannot see is gone as far as the upload goes.
        return sessionGone
      case (404, .operation), (405, .operation):
        return Diagnosis(
          .notFound, "Go on without it: not every service offers it, or check the session's id")
      default:
        return of(status: status)
      }
    }

    private static let sessionGone = Diagnosis(
      .sessionGone,
      "It was committed, aborted, or has expired: look whether the file is there, and upload it anew if not")

    private static func of(code: ErrorCode) -> Diagnosis? {
      switch code {
      case .partsMismatch:
        Diagnosis(
          .partsMismatch, "Commit again in a moment; if it stays, list the parts and send what is missing",
          temporary: true)
      case .digestMismatch, .badDigest:
        Diagnosis(.digestMismatch, "Check that the file did not change, and upload it again")
      case .sessionExpired, .uploadFailed, .uploadSessionNotFound, .invalidUploadSessionId: sessionGone
      case .itemNameInUse:
        Diagnosis(
          .conflict,
          "Choose another name, or say with ifExists what is to happen: skip the same content, make a new version, "
            + "or find a free name")
      case .sessionConflict:
        Diagnosis(.conflict, "Go on with the session that the answer names, or abort it")
      case .nameTemporarilyReserved, .operationBlockedTemporary:
        Diagnosis(.conflict, "Try again: another request has the name or the folder for now", temporary: true)
      case .storageLimitExceeded:
        Diagnosis(.storageFull, "Make room in the account, or ask its administrator for more")
      case .fileSizeLimitExceeded:
        Diagnosis(.storageFull, "The account's plan allows no file so large; ask its administrator")
      case .insufficientScope:
        Diagnosis(.forbidden, "Give the app the scope to write files (item_upload), then get a new token")
      case .itemNameInvalid, .itemNameTooLong:
        Diagnosis(.badRequest, "Choose a name of 1 to 255 characters without / and \\")
      case .fileSizeTooSmall:
        Diagnosis(
          .badRequest, "Upload sessions need 20,000,000 bytes or more; send smaller files to /files/content")
      case .invalidFolderId, .missingDestination:
        Diagnosis(.badRequest, "Name an existing folder by its number; 0 is the root")
      case .accessDeniedItemLocked:
        Diagnosis(.forbidden, "The file is locked; have it unlocked first")
      default: nil
      }
    }

    private static func of(status: Int) -> Diagnosis {
      switch status {
      case 401:
        Diagnosis(.unauthorized, "Get a new access token: this one is expired, revoked or mistyped")
      case 403:
        Diagnosis(.forbidden, "Check that the token's user may write there, and opened this session")
      case 404:
        Diagnosis(.notFound, "Check the id, and that the token's user can see it")
      case 408: Diagnosis(.serverError, "Try again", temporary: true)
      case 409: Diagnosis(.conflict, "Look at what is there under this name")
      case 410: sessionGone
      case 412:
        Diagnosis(.preconditionFailed, "Get the file's current etag and decide whether to replace it")
      case 413: Diagnosis(.tooLarge, "Send parts of the session's part size")
      case 416:
        Diagnosis(.rangeConflict, "List the parts: the server may have this one already")
      case 429: Diagnosis(.throttled, "Wait as long as the answer asks, then go on", temporary: true)
      case 507:
        Diagnosis(.storageFull, "Make room in the account, or ask its administrator for more")
      case 300..<400:
        Diagnosis(.redirected, "Set the base and upload URLs to where the service really is")
      case 500...:
        Diagnosis(
          .serverError, "Try again later; list the parts first: it may have been done", temporary: true)
      default: Diagnosis(.badRequest, "Check the arguments against the API reference")
      }
    }
  }
}
