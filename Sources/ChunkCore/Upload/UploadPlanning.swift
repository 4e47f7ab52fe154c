/// Whether the service is asked which parts it holds already, so that those need not be sent
/// ([plan](https://developer.box.com/reference/post-files-upload-sessions-id-plan/)).
///
/// A plan costs a SHA-512 of each part that is asked for, taken in the same pass over the source, and
/// one request for some of them. A service that refuses to plan is not asked again, an event says so
/// (``UploadEvent/Notice/Kind/notPlanned``), and the upload goes on as without one.
public enum UploadPlanning: String, Sendable, Hashable, CaseIterable {
  /// Where it pays: for every part of a new version, and of a file whose earlier session is gone; of other
  /// new files of 16 parts and more for some of the first parts, while earlier ones are on their way, and
  /// for the rest only if the service holds one of those. Only if the session has a `plan` URL.
  case automatic = "auto"
  /// For every part.
  case always
  /// For none.
  case never
}
