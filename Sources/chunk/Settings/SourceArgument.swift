import ChunkCore
import ChunkTransport

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The file of an upload, as the command line names it.
struct SourceArgument: Sendable {
  let path: String

  /// `-` is standard input, and `./-` a file of that name.
  var isStandardInput: Bool { path == "-" }

  var source: UploadSource { isStandardInput ? .descriptor(STDIN_FILENO) : .path(path) }

  /// The path's last component, as a name for messages.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// Whether the path's last component surely can be a name at the service. Otherwise the file was
  /// given another one, which only its session knows.
  var hasPlainName: Bool {
    guard !isStandardInput, name != ".", name != "..", name.unicodeScalars.count <= 255 else { return false }
    return name.first != " " && name.last != " " && Columns.printable(name) == name && !name.contains("\\")
  }

  /// The size of a regular file; `nil` for what has none, and for what cannot be looked at.
  ///
  /// The file is not opened for it: a named pipe would lose its writer by being closed again.
  var regularSize: Int64? {
    var status = stat()
    let result = isStandardInput ? fstat(STDIN_FILENO, &status) : stat(path, &status)
    guard result == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int64(status.st_size)
  }

  /// Whether it is a directory, also by a symbolic link.
  var isDirectory: Bool {
    var status = stat()
    return !isStandardInput && stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether there is nothing at the path.
  var isMissing: Bool {
    var status = stat()
    return !isStandardInput && stat(path, &status) != 0 && errno == ENOENT
  }

  /// Why a name that is not UTF-8 cannot be used. What is not is replaced on the way from the command
  /// line to here, so that the file is not found under it.
  var refusalOfName: ChunkError? {
    guard path.contains("\u{fffd}"), isMissing else { return nil }
    return ChunkError(
      .sourceUnreadable,
      "The name '\(path)' is not valid UTF-8, as far as can be told: no such file is there",
      remedy: "Rename the file, or give it on standard input with --name: chunk upload - --name NAME < FILE")
  }

  /// The path from the root on, without symbolic links; as it is if there is nothing.
  var resolvedPath: String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The path as an argument: one with a dash in front would be taken as an option.
  var word: String { path.hasPrefix("-") && !isStandardInput ? "./\(path)" : path }

  /// Whether it is there and has no size of its own: a pipe, a device.
  var isStream: Bool {
    var status = stat()
    let result = isStandardInput ? fstat(STDIN_FILENO, &status) : stat(path, &status)
    guard result == 0 else { return false }
    return status.st_mode & S_IFMT != S_IFREG && status.st_mode & S_IFMT != S_IFDIR
  }
}
