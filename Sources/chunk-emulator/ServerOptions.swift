internal import ArgumentParser
internal import ChunkEmulator

/// Where the server listens, and where it keeps what it receives.
struct ServerOptions: ParsableArguments {
  @Option(help: "The port on the loopback interface; 0 takes a free one.")
  var port = 0

  @Option(
    help: ArgumentHelp(
      "Where content is kept; a server on the same directory has it again. Temporary if not given.",
      valueName: "directory"),
    completion: .directory)
  var dataDir: String?

  @Option(
    help: ArgumentHelp(
      "Serve https with this certificate chain (PEM). It should name localhost and 127.0.0.1.",
      valueName: "file"),
    completion: .file())
  var tlsCert: String?

  @Option(
    help: ArgumentHelp("The private key of the certificate (PEM).", valueName: "file"), completion: .file())
  var tlsKey: String?

  func validate() throws {
    guard (0...65535).contains(port) else { throw ValidationError("--port must be from 0 to 65535") }
    guard (tlsCert == nil) == (tlsKey == nil) else {
      throw ValidationError("--tls-cert and --tls-key belong together")
    }
  }

  /// Puts the options into a configuration.
  func apply(to configuration: inout EmulatorConfiguration) {
    configuration.port = port
    configuration.dataDirectory = dataDir
    if let tlsCert, let tlsKey {
      configuration.tls = TLSFiles(certificatePath: tlsCert, keyPath: tlsKey)
    }
  }
}
