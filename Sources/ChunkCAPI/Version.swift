internal import CChunk
internal import ChunkThreads
internal import ChunkTransportCurl

@implementation @_cdecl("chunk_version")
public func chunk_version() -> UnsafePointer<CChar>? { ImmortalText.pointer(to: "0.1.0") }

@implementation @_cdecl("chunk_abi_version")
public func chunk_abi_version() -> Int32 { CHUNK_ABI_VERSION }

@implementation @_cdecl("chunk_build_information")
public func chunk_build_information() -> UnsafePointer<CChar>? {
  ThreadGate.visit { BuildInformation.texts.pointer("") { BuildInformation.text } }
}

private enum BuildInformation {
  /// Never freed: functions without an object return text that lives for ever.
  static let texts = TextCache()

  static var text: String {
    "libchunk 0.1.0, \(compiler), \(CurlTransport.libraryVersion)"
  }

  private static var compiler: String {
    #if compiler(>=6.4)
      "Swift 6.4 or newer"
    #else
      "Swift 6.3"
    #endif
  }
}
