#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What the program needs of libchunk.so.1, found by name as another language would.
struct CLibrary {
  private typealias New = @convention(c) () -> OpaquePointer?
  private typealias SetText =
    @convention(c) (
      OpaquePointer?, UnsafePointer<CChar>, UnsafePointer<CChar>, UnsafeMutablePointer<OpaquePointer?>
    ) -> Int32
  private typealias NewClient =
    @convention(c) (OpaquePointer?, UnsafeMutablePointer<OpaquePointer?>) -> OpaquePointer?
  private typealias Upload =
    @convention(c) (
      OpaquePointer?, UnsafePointer<CChar>, UnsafePointer<CChar>, UnsafePointer<CChar>,
      UnsafeMutablePointer<OpaquePointer?>
    ) -> OpaquePointer?
  private typealias Text = @convention(c) (OpaquePointer?, UnsafePointer<CChar>) -> UnsafePointer<CChar>?
  private typealias Description = @convention(c) (OpaquePointer?) -> UnsafePointer<CChar>?
  private typealias Free = @convention(c) (OpaquePointer?) -> Void

  private let library: UnsafeMutableRawPointer

  init?(path: String) {
    guard let library = dlopen(path, RTLD_NOW | RTLD_LOCAL) else { return nil }
    self.library = library
  }

  private func function<Function>(_ name: String, _ type: Function.Type) throws -> Function {
    guard let symbol = dlsym(library, name) else { throw Failure(message: "there is no \(name)") }
    return unsafeBitCast(symbol, to: type)
  }

  /// Uploads a file and returns its SHA-1.
  func upload(_ path: String, name: String, _ settings: [String: String]) throws -> String {
    var error: OpaquePointer?
    let options = try function("chunk_options_new", New.self)()
    let set = try function("chunk_options_set_text", SetText.self)
    for (name, value) in settings { _ = set(options, name, value, &error) }
    let client = try function("chunk_client_new", NewClient.self)(options, &error)
    let result = try function("upload_big_file", Upload.self)(client, path, name, "0", &error)
    defer {
      for (name, object) in [("result", result), ("client", client), ("options", options)] {
        (try? function("chunk_\(name)_free", Free.self))?(object)
      }
    }
    guard let sha1 = try function("chunk_result_text", Text.self)(result, "/entries/0/sha1") else {
      let text = try function("chunk_error_description", Description.self)(error)
      throw Failure(message: text.map { String(cString: $0) } ?? "no error was given")
    }
    return String(cString: sha1)
  }
}
