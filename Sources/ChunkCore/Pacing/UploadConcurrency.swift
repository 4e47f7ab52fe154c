/// How many parts are in flight at once.
public struct UploadConcurrency: Sendable, Hashable {
  /// The most parts that are ever in flight.
  public let maximum: Int
  /// Whether the number follows what is measured. If not, it is always the maximum.
  public let isAutomatic: Bool

  /// As many as carry the most bytes, between 1 and a maximum: the number grows while throughput
  /// does, falls when the service asks for less (429, 503), and is tried anew from time to time.
  public static func automatic(maximum: Int = 8) -> UploadConcurrency {
    UploadConcurrency(maximum: maximum, isAutomatic: true)
  }

  /// Always so many, whatever comes of it, 1 or more. Box advises 3 to 5
  /// ([guide](https://developer.box.com/guides/uploads/chunked/upload-part/)).
  public static func fixed(_ count: Int) -> UploadConcurrency {
    UploadConcurrency(maximum: count, isAutomatic: false)
  }

  /// The most that is sensible: more connections than this are an attack, not an upload.
  static let most = 64
}
