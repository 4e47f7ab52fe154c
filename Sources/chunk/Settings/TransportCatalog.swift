package import ChunkTransport

/// The transports that a program has beside libcurl's.
package struct TransportCatalog: Sendable {
  /// Makes a transport with settings.
  package typealias Factory =
    @Sendable (_ certificates: String?, _ proxy: ProxyServer?, _ userAgent: String) throws(TransportError) ->
    any Transport

  /// URLSession's, if the program has it.
  let urlSession: Factory?

  package init(urlSession: Factory? = nil) { self.urlSession = urlSession }

  /// The running program's.
  @TaskLocal static var current = TransportCatalog()
}
