public import ChunkModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// What happens in an upload, as it happens.
public enum UploadEvent: Sendable {
  /// A session was opened, or an open one is continued.
  case sessionOpened(Session)
  /// Bytes have moved.
  case progress(UploadProgress)
  /// The service was asked for some parts and has said which it holds.
  case planned(Plan)
  /// The server has a part: it was sent now, or was there before and has the right digest.
  case partAcknowledged(Part)
  /// A request failed and will be sent again.
  indirect case retrying(Retry)
  /// The service asks for less (429, 503); fewer parts are in flight from now on.
  indirect case throttled(Throttle)
  /// So many parts may be in flight from now on.
  case concurrencyChanged(Int)
  /// Something that the upload goes on without, or in another way than was asked.
  case notice(Notice)
  /// All parts are on the server; the commit begins.
  case committing
  /// The service is putting the parts together; the commit is repeated after this wait.
  case processing(wait: Duration)
  /// The service made no new version, since the file has this content already; that was checked.
  indirect case unchanged(FileFull)
  /// The session was aborted after a failure, as asked.
  case aborted(sessionId: String)
  /// What the upload took; the last but one event, and the last one of an upload that fails.
  case statistics(UploadStatistics)
  /// The file exists and was checked.
  indirect case finished(FileFull)

  /// A session of an upload.
  public struct Session: Sendable, Hashable {
    /// The session's id.
    public let id: String
    /// Until when the server keeps it.
    public let expiresAt: Date?
    /// The size of each part but the last, in bytes.
    public let partSize: Int64
    /// How many parts the file has.
    public let totalParts: Int64
    /// Whether it was open before this upload.
    public let isContinued: Bool
    /// How many parts it has already. They are compared with the source before they count.
    public let storedParts: Int64
    /// How many bytes those parts have.
    public let storedBytes: Int64
  }

  /// What the service holds of the parts that it was asked for.
  public struct Plan: Sendable, Hashable {
    /// How many of the parts it holds: they are not sent.
    public let hits: Int
    /// How many it lacks.
    public let misses: Int
    /// How many bytes the parts have that it holds.
    public let hitBytes: Int64
  }

  /// A part that is on the server.
  public struct Part: Sendable, Hashable {
    /// The part's number, counted from 0.
    public let index: Int64
    /// Where it begins in the file, in bytes.
    public let offset: Int64
    /// How many bytes it has.
    public let size: Int64
    /// Whether it was there before, in this session or by another upload, and was not sent.
    public let isSkipped: Bool
  }

  /// A request that will be sent again.
  public struct Retry: Sendable {
    /// Why the attempt failed.
    public let error: ChunkError
    /// Which attempt it was, counted from 1.
    public let attempt: Int
    /// The wait before the next one.
    public let delay: Duration
  }

  /// The service's wish for less.
  public struct Throttle: Sendable {
    /// The answer that says so.
    public let error: ChunkError
    /// How long no part is begun, if the service says.
    public let pause: Duration?
    /// How many parts may be in flight from now on.
    public let limit: Int
  }

  /// What a user should know, although the upload goes on.
  public struct Notice: Sendable, Hashable {
    /// What it is about.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
      /// An earlier session could not be gone on with, and the upload begins anew.
      case startedAnew = "started_anew"
      /// Nothing is kept from which a later run could go on.
      case notResumable = "not_resumable"
      /// A file has not got its new name, since there was nothing new in its version.
      case notRenamed = "not_renamed"
      /// The service was not asked, or is not asked any more, for parts that it may hold; they are sent.
      case notPlanned = "not_planned"
    }

    /// What it is about.
    public let kind: Kind
    /// What happened, and why, in words.
    public let message: String
  }
}
