/// What is wrong, in a word that a program can compare.
///
/// The list is open: a code that is not named here is kept as it came.
/// [Client error](https://developer.box.com/reference/resources/client-error),
/// [Common errors](https://developer.box.com/guides/api-calls/permissions-and-errors/common-errors/)
public struct ErrorCode: OpenEnum {
  /// The text on the wire.
  public var rawValue: String

  /// Wraps a text, known or not.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}

extension ErrorCode {
  // MARK: 400 Bad Request

  /// The digest header is malformed.
  public static let badDigest: Self = "bad_digest"

  /// The content has another digest than the header says.
  public static let digestMismatch: Self = "digest_mismatch"

  /// The parts of a commit are not, or not yet, those that the server holds.
  public static let partsMismatch: Self = "parts_mismatch"

  /// The text is no session identifier.
  public static let invalidUploadSessionId: Self = "invalid_upload_session_id"

  /// Box does not take this name.
  public static let itemNameInvalid: Self = "item_name_invalid"

  /// The name is too long.
  public static let itemNameTooLong: Self = "item_name_too_long"

  /// The folder is missing.
  public static let missingDestination: Self = "missing_destination"

  /// The text is no folder identifier.
  public static let invalidFolderId: Self = "invalid_folder_id"

  /// The file's name is missing.
  public static let missingFileName: Self = "missing_file_name"

  /// The file's size is missing.
  public static let missingFileSize: Self = "missing_file_size"

  /// The file's size is no number.
  public static let invalidFileSize: Self = "invalid_file_size"

  /// The file is too small for a chunked upload.
  public static let fileSizeTooSmall: Self = "file_size_too_small"

  /// The body has another length than announced.
  public static let requestSizeMismatch: Self = "request_size_mismatch"

  /// The body is no JSON.
  public static let invalidJson: Self = "invalid_json"

  /// The user has to accept terms first.
  public static let termsOfServiceRequired: Self = "terms_of_service_required"

  /// The user has to change the password first.
  public static let passwordResetRequired: Self = "password_reset_required"

  /// The request is malformed.
  public static let badRequest: Self = "bad_request"

  // MARK: 401 Unauthorized

  /// The token is missing, wrong or out of date.
  public static let unauthorized: Self = "unauthorized"

  // MARK: 403 Forbidden

  /// The user may not do this; a session belongs to who opened it.
  public static let forbidden: Self = "forbidden"

  /// A policy of the enterprise forbids this.
  public static let forbiddenByPolicy: Self = "forbidden_by_policy"

  /// The token does not permit this.
  public static let insufficientScope: Self = "insufficient_scope"

  /// The user's role does not permit this.
  public static let accessDeniedInsufficientPermissions: Self = "access_denied_insufficient_permissions"

  /// Somebody else holds a lock.
  public static let accessDeniedItemLocked: Self = "access_denied_item_locked"

  /// Not from this place.
  public static let accessFromLocationBlocked: Self = "access_from_location_blocked"

  /// The account is full.
  public static let storageLimitExceeded: Self = "storage_limit_exceeded"

  /// The file is larger than the account permits.
  public static let fileSizeLimitExceeded: Self = "file_size_limit_exceeded"

  // MARK: 404 Not Found

  /// There is no such thing, or the user may not see it.
  public static let notFound: Self = "not_found"

  /// The item is in the trash.
  public static let trashed: Self = "trashed"

  /// There is no such session, or no more.
  public static let uploadSessionNotFound: Self = "upload_session_not_found"

  /// A parameter is wrong; at create, the folder is unknown.
  public static let invalidParameter: Self = "invalid_parameter"

  // MARK: 409 Conflict

  /// The folder holds an item of this name.
  public static let itemNameInUse: Self = "item_name_in_use"

  /// Another request holds the name for now.
  public static let nameTemporarilyReserved: Self = "name_temporarily_reserved"

  /// The folder is being moved or copied; try later.
  public static let operationBlockedTemporary: Self = "operation_blocked_temporary"

  /// A session for this file is already open; the error holds it.
  public static let sessionConflict: Self = "session_conflict"

  /// The request contradicts the state of the resource.
  public static let conflict: Self = "conflict"

  // MARK: Others

  /// 405: not this method here.
  public static let methodNotAllowed: Self = "method_not_allowed"

  /// 410: the session is past its time.
  public static let sessionExpired: Self = "session_expired"

  /// 410: the session is dead; start again.
  public static let uploadFailed: Self = "upload_failed"

  /// 411: the request does not say its length.
  public static let lengthRequired: Self = "length_required"

  /// 412: `If-Match` or `If-None-Match` does not hold.
  public static let preconditionFailed: Self = "precondition_failed"

  /// 413: the body is too large.
  public static let requestEntityTooLarge: Self = "request_entity_too_large"

  /// 416: the server holds a part of this range; the error may hold it.
  public static let rangeOverlapsExistingPart: Self = "range_overlaps_existing_part"

  /// 429: too many requests.
  public static let rateLimitExceeded: Self = "rate_limit_exceeded"

  /// 429: too many requests.
  public static let tooManyRequests: Self = "too_many_requests"

  /// 500: the server failed; what was sent may have landed.
  public static let internalServerError: Self = "internal_server_error"

  /// 503: the server cannot answer now.
  public static let unavailable: Self = "unavailable"
}
