internal import CSlowResolver

/// A name whose look-up takes some seconds, as with a name server that does not answer.
public enum SlowName {
  /// Whether there is one on this system.
  public static var isAvailable: Bool { chunk_slow_resolver_is_active() == 1 }

  /// A name that does not exist, and whose look-up says so at once even where there is no network.
  public static let unknownName = CHUNK_UNKNOWN_NAME

  /// The name.
  public static let name = CHUNK_SLOW_NAME_PREFIX + "invalid"
}
