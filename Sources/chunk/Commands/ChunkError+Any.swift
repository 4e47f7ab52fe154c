import ChunkCore
import ChunkDigest
import ChunkTransport

extension ChunkError {
  /// Any error of a command, as what is reported and what the exit status is made of.
  init(any error: any Error) {
    switch error {
    case let error as ChunkError: self = error
    case is CancellationError:
      self.init(.cancelled, "The command was cancelled", remedy: "Start it again when you want to")
    case let error as FileError:
      self.init(
        .sourceUnreadable, "The file cannot be read: \(error)", remedy: "Check its path and its permissions",
        cause: error)
    case let error as DigestUnavailable:
      self.init(
        .internal, "\(error)", remedy: "Check the installation and the configuration of OpenSSL", cause: error
      )
    default:
      self.init(.internal, "\(error)", remedy: "Report this with the message above", cause: error)
    }
  }
}
