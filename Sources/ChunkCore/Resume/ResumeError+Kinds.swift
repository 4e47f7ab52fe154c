internal import ChunkTransport

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

extension ResumeError {
  /// The record is damaged.
  static func torn(_ path: String, _ reason: String) -> ResumeError {
    ResumeError(
      .torn, path: path, "The record of the upload in '\(path)' is damaged: \(reason)",
      remedy: "Remove that file and upload again from the start; the session it named ends by itself")
  }

  /// The record is of a version that is not known here.
  static func newerVersion(_ path: String, _ version: Int) -> ResumeError {
    ResumeError(
      .newerVersion, path: path,
      "The record of the upload in '\(path)' has format \(version), and this program knows "
        + "\(ResumeFormat.version)",
      remedy: "Go on with the newer program that wrote it, or remove that file and upload from the start",
      version: version)
  }

  /// The upload is being worked on.
  static func locked(_ path: String, by processId: Int32?) -> ResumeError {
    let holder =
      switch processId {
      case nil: "Another process is"
      case getpid(): "Another call in this process is"
      case .some(let id): "Process \(id) is"
      }
    return ResumeError(
      .locked, path: path, "\(holder) working on this upload and holds '\(path)'",
      remedy: "Wait until it has ended, or stop it", processId: processId)
  }

  /// Records cannot be kept there.
  static func unavailable(
    _ path: String, _ reason: String,
    remedy: String = "Choose a directory on a local disk that belongs to you alone"
  ) -> ResumeError {
    var error = ResumeError(
      .unavailable, path: path, "The record of the upload cannot be used because of '\(path)': \(reason)",
      remedy: remedy)
    error.reason = reason
    return error
  }

  /// Records cannot be kept there, because the system refused something. The number comes first, so that
  /// `errno` is read before the other arguments are made.
  static func unavailable(_ code: CInt, _ path: String, cannot action: String) -> ResumeError {
    let reason = "cannot \(action): \(FileError.systemMessage(of: code))"
    return switch code {
    case ENOSPC, EDQUOT: unavailable(path, reason, remedy: "Make room on that disk")
    case ELOOP: unavailable(path, "it is a symbolic link", remedy: "Remove it: links are not followed here")
    default: unavailable(path, reason)
    }
  }

  /// The lock's file is gone, so another may be working on the upload by now.
  static func lockRemoved(_ path: String) -> ResumeError {
    unavailable(path, "the lock was removed while it was held", remedy: "Start the upload again")
  }

  /// The entry was closed or removed before.
  static func closed(_ path: String) -> ResumeError {
    unavailable(path, "it was closed", remedy: "Open it again")
  }
}
