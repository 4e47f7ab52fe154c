internal import Foundation
internal import Synchronization

/// An HTTPS server as a child process: python3's `ssl` module with a few lines around it.
///
/// It offers HTTP/2 too, so that a client which wants it would get it, and ends when its standard
/// input closes, so that none is left behind by a test run that ends early.
public final class TLSServer: Sendable {
  /// What it does with each connection.
  public enum Manner: String, Sendable {
    /// Answers every request with 200 and the chosen protocol (ALPN) as the body.
    case answer
    /// Resets the connection as soon as the handshake is done and a few bytes have come.
    case reset
    /// Answers once and then closes the socket without the TLS goodbye, as a crash would.
    case vanish
  }

  /// The port, chosen by the system.
  public let port: UInt16

  private struct Child {
    let process: ChildProcess
    let input: Pipe
  }

  private let child: Mutex<Child?>

  /// Starts a server with a certificate.
  public static func start(
    _ identity: TLSMaterial.Identity, manner: Manner = .answer
  ) async throws -> TLSServer {
    try await blocking { try TLSServer(identity, manner: manner) }
  }

  private init(_ identity: TLSMaterial.Identity, manner: Manner) throws {
    let process = ChildProcess()
    let input = Pipe()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c", Self.program, identity.certificateFile, identity.keyFile, manner.rawValue,
    ]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    guard let port = UInt16(line.filter(\.isNumber)) else {
      process.terminate()
      throw ToolFailure(tool: "python3", message: "the TLS server did not start: \(line)")
    }
    self.port = port
    child = Mutex(Child(process: process, input: input))
  }

  deinit { stop() }

  /// Ends the child.
  public func stop() {
    child.withLock { child in
      guard let running = child else { return }
      try? running.input.fileHandleForWriting.close()
      running.process.terminate()
      running.process.waitUntilExit()
      child = nil
    }
  }

  private static let program = """
    import os, socket, ssl, struct, sys, threading
    certificate, key, manner = sys.argv[1:4]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    context.set_alpn_protocols(["h2", "http/1.1"])
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(64)

    def reset(plain):
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        plain.close()

    def serve(plain):
        try:
            tls = context.wrap_socket(plain, server_side=True)
        except OSError:
            return plain.close()
        try:
            while True:
                head = b""
                while not head.endswith(b"\\r\\n\\r\\n"):
                    byte = tls.read(1)
                    if not byte:
                        return tls.close()
                    head += byte
                if manner == "reset":
                    return reset(tls)
                left = 0
                for line in head.lower().split(b"\\r\\n"):
                    if line.startswith(b"content-length:"):
                        left = int(line.split(b":")[1])
                while left > 0:
                    left -= len(tls.read(min(left, 65536)))
                body = (tls.selected_alpn_protocol() or "none").encode()
                tls.write(b"HTTP/1.1 200 OK\\r\\nContent-Length: %d\\r\\n\\r\\n" % len(body) + body)
                if manner == "vanish":
                    return reset(tls)
        except OSError:
            tls.close()

    def wait_for_the_end():
        sys.stdin.buffer.read()
        os._exit(0)

    threading.Thread(target=wait_for_the_end, daemon=True).start()
    print(listener.getsockname()[1], flush=True)
    while True:
        threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
    """
}
