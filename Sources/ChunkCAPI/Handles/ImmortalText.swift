/// Text that lives for ever, as functions without an object return it.
enum ImmortalText {
  /// A literal's bytes, which end with a NUL.
  static func pointer(to text: StaticString) -> UnsafePointer<CChar> {
    UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
  }
}
