extension ChunkError {
  /// What sort of failure it is. Open: more may come; treat unknown ones as permanent.
  public struct Kind: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    /// The kind as a word, stable between versions.
    public let rawValue: String

    /// A kind from its word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The word.
    public var description: String { rawValue }
  }
}

extension ChunkError.Kind {
  // MARK: Nothing was sent

  /// An argument is wrong; no request was made.
  public static let invalidArgument = Self(rawValue: "invalid_argument")
  /// A URL to which the token may not go; no request was made.
  public static let urlRefused = Self(rawValue: "url_refused")
  /// There is no token to use. The request that needed one was not sent.
  public static let tokenUnavailable = Self(rawValue: "token_unavailable")
  /// The token endpoint refuses the app, its key, or what it asks for; no request was made.
  public static let credentialsRefused = Self(rawValue: "credentials_refused")
  /// The user has to log in, or to log in again: there is no login, or its refresh token is not good any more.
  public static let loginRequired = Self(rawValue: "login_required")
  /// No connection to the service could be made.
  public static let unreachable = Self(rawValue: "unreachable")
  /// The server's certificate was refused, or TLS failed.
  public static let tlsFailed = Self(rawValue: "tls_failed")

  // MARK: The source

  /// The local file or stream could not be read.
  public static let sourceUnreadable = Self(rawValue: "source_unreadable")
  /// The local file is not the one that was being uploaded, or changed on the way.
  public static let sourceChanged = Self(rawValue: "source_changed")

  // MARK: The service refused

  /// 400, and others of the 4xx that have no kind of their own.
  public static let badRequest = Self(rawValue: "bad_request")
  /// 401: the token is expired or not valid.
  public static let unauthorized = Self(rawValue: "unauthorized")
  /// 403: the token's user may not do this.
  public static let forbidden = Self(rawValue: "forbidden")
  /// 404: no such folder, file or session, or none that this user can see.
  public static let notFound = Self(rawValue: "not_found")
  /// 409: a name is taken, or another request is in the way.
  public static let conflict = Self(rawValue: "conflict")
  /// 410, or 404 of a session: it expired, was aborted, or failed. Its parts are lost.
  public static let sessionGone = Self(rawValue: "session_gone")
  /// 412: the file is not the version that `If-Match` names.
  public static let preconditionFailed = Self(rawValue: "precondition_failed")
  /// 413: the body is too large.
  public static let tooLarge = Self(rawValue: "too_large")
  /// 416: a part's range does not fit, or overlaps a part that the server has.
  public static let rangeConflict = Self(rawValue: "range_conflict")
  /// The account has no room (507, 403 `storage_limit_exceeded`) or allows no file so large.
  public static let storageFull = Self(rawValue: "storage_full")
  /// 400 `parts_mismatch`: the server does not hold all the parts of the commit, or not yet.
  public static let partsMismatch = Self(rawValue: "parts_mismatch")
  /// 400 or 412 with a digest code: what the server received is not what was meant.
  public static let digestMismatch = Self(rawValue: "digest_mismatch")
  /// 429: too many requests.
  public static let throttled = Self(rawValue: "throttled")
  /// 5xx: the service failed; it may have carried the request out.
  public static let serverError = Self(rawValue: "server_error")

  // MARK: The answer

  /// The answer is not what the API promises: not JSON, cut off, or numbers that disagree.
  public static let malformedAnswer = Self(rawValue: "malformed_answer")
  /// The answer is a redirect. It was not followed: the token must not travel.
  public static let redirected = Self(rawValue: "redirected")
  /// The connection failed after the request had left; the service may have carried it out.
  public static let outcomeUnknown = Self(rawValue: "outcome_unknown")
  /// What the service stored is not what was sent: a size or digest differs.
  public static let integrity = Self(rawValue: "integrity")
  /// All parts are on the server and it is still putting them together.
  public static let stillProcessing = Self(rawValue: "still_processing")

  // MARK: The record of an upload

  /// Another process, or another call in this one, is working on the same upload.
  public static let uploadInProgress = Self(rawValue: "upload_in_progress")
  /// The record by which an upload is resumed cannot be read or kept; the cause is a ``ResumeError``.
  public static let resumeStateUnusable = Self(rawValue: "resume_state_unusable")

  // MARK: Others

  /// The task was cancelled.
  public static let cancelled = Self(rawValue: "cancelled")
  /// Something that the library's authors have to mend.
  public static let `internal` = Self(rawValue: "internal")
}
