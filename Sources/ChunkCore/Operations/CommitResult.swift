public import ChunkModels

/// What the service says to a commit.
public indirect enum CommitResult: Sendable {
  /// 201: the file exists now. The list holds it as its only entry.
  case committed(Response<Files>)
  /// 202: all parts are there and are being put together. Send the same commit again after the time
  /// that the answer asks for, which may be missing.
  case processing(retryAfter: Duration?)
}
