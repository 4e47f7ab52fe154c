/// How an emulator is set up. Each value has the service's own behaviour as its default.
public struct EmulatorConfiguration: Sendable {
  /// The port on the loopback interface; 0 takes a free one.
  public var port = 0
  /// Where content and journal are kept; `nil` for a temporary directory that is removed at the end.
  public var dataDirectory: String?
  /// The access token that is always valid; `nil` for a random one.
  public var token: String?
  /// Further access tokens that are always valid, each of another user. A session is for the user alone
  /// who opened it.
  public var otherTokens: [String] = []
  /// The refresh token that is valid at the start; each is good for one use.
  public var refreshToken = "emulator-refresh-token"
  /// How long issued access tokens are valid, in seconds.
  public var tokenLifetime: Double = 3600
  /// The applications that may ask for tokens; with none of them, whoever asks.
  public var applications: [EmulatorApplication] = []
  /// How many users there are, whose ids are 100000001 and so on; at least one for each token.
  public var userCount = 10
  /// How far the server's clock is ahead, in seconds; negative for a clock that is behind.
  public var clockOffset: Double = 0
  /// Serves https with this certificate.
  public var tls: TLSFiles?
  /// The part size of every session, in bytes; `nil` to choose by file size as the service does.
  public var partSize: Int64?
  /// The smallest file that a session takes, in bytes.
  public var minimumFileSize: Int64 = 20_000_000
  /// The largest file that a session takes, in bytes; the service's largest limit is 500 GB.
  public var maximumFileSize: Int64 = 500_000_000_000
  /// How long a session lives, in seconds: seven days.
  public var sessionLifetime: Double = 7 * 24 * 3600
  /// How the list of parts is paged.
  public var partPages = PageLimits(standard: 100, maximum: 1000, maximumOffset: 10_000)
  /// How the items of a folder are paged.
  public var itemPages = PageLimits(standard: 100, maximum: 1000, maximumOffset: 300_000)
  /// Whether sessions can be planned: they have a `plan` URL, and plans are answered.
  public var hasPlans = true
  /// How many parts a plan may ask for at once.
  public var maximumPlanParts = 1000
  /// Whether the SHA-512 of each part, by which plans find it, is taken as the part arrives; otherwise
  /// when a plan first asks, which then takes longer.
  public var indexesParts = false
  /// Whether plans find the parts of sessions that were aborted or have expired, until the emulator ends.
  public var holdsEndedSessions = false
  /// How often a commit is first answered with 202.
  public var commitDelay = CommitDelay(count: 0, retryAfter: 1)
  /// Whether a second session for the same folder, name and size is refused with 409, which names the
  /// first one.
  public var hasSessionConflicts = false
  /// A file to which every secret that is given or received is appended, one a line: for tests that search for
  /// them where none may be.
  public var secretsLog: String?
  /// The faults in force from the start.
  public var faults: [Fault] = []
  /// Whether a part without `Content-Length` is refused with 411.
  public var requiresContentLength = true

  /// A configuration with every default.
  public init() {}
}

/// A certificate chain and its key, as PEM files. The certificate should name `localhost` and
/// `127.0.0.1`: the emulator's own URLs say `localhost` over TLS.
public struct TLSFiles: Sendable, Hashable {
  /// The path of the certificate chain, the server's own certificate first.
  public var certificatePath: String
  /// The path of the private key.
  public var keyPath: String

  /// Names the two files.
  public init(certificatePath: String, keyPath: String) {
    self.certificatePath = certificatePath
    self.keyPath = keyPath
  }
}

/// How a list is paged.
public struct PageLimits: Sendable, Hashable {
  /// The entries of a page if the client does not say.
  public var standard: Int64
  /// The most entries of a page; a larger `limit` is cut to it.
  public var maximum: Int64
  /// The largest `offset`; a larger one is refused with 400.
  public var maximumOffset: Int64

  /// Sets all three.
  public init(standard: Int64, maximum: Int64, maximumOffset: Int64) {
    self.standard = standard
    self.maximum = maximum
    self.maximumOffset = maximumOffset
  }
}

/// How a commit is put off: the answer is 202 until the client asked often enough.
public struct CommitDelay: Sendable, Hashable {
  /// How many commits of each session are answered with 202.
  public var count: Int
  /// The value of `Retry-After`, in seconds.
  public var retryAfter: Int

  /// Sets both.
  public init(count: Int, retryAfter: Int) {
    self.count = count
    self.retryAfter = retryAfter
  }
}
