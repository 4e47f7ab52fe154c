import ChunkCore
import ChunkTransport
import Synchronization

/// The token in a file that somebody else may replace: when the service refuses it, the file is read again.
final class TokenFileTokens: TokenProvider {
  private let path: String
  private let current: Mutex<BearerToken>

  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/tokenUnavailable`` if there is no token in the file.
  init(path: String) throws(ChunkError) {
    self.path = path
    current = Mutex(try AccessTokenSetting.token(inFile: path))
  }

  /// The token; after a refusal the one that is in the file by now, which may be the same.
  ///
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/tokenUnavailable`` if the file has none any more.
  func token(replacing rejected: BearerToken?) async throws(ChunkError) -> BearerToken {
    let token = current.withLock { $0 }
    // What was read from a pipe cannot be read again.
    guard token == rejected, isRegular else { return token }
    let fresh = try AccessTokenSetting.token(inFile: path)
    current.withLock { $0 = fresh }
    return fresh
  }

  private var isRegular: Bool {
    (try? OpenFile(path: path).status().isRegularFile) ?? false
  }
}
