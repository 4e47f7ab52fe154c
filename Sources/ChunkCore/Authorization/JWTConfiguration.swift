public import ChunkModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// What an app needs to sign for its tokens: the JSON that Box's developer console gives
/// ([guide](https://developer.box.com/guides/authentication/jwt/jwt-setup/)).
///
/// All of it is as secret as a password.
public struct JWTConfiguration: Sendable, Hashable {
  /// The app's client id.
  public var clientId: String
  /// The app's client secret.
  public var clientSecret: String
  /// The id of the public key that the service has.
  public var publicKeyId: String
  /// The private key in PEM form, as a rule PKCS #8 and encrypted.
  public var privateKey: String
  /// The passphrase of the private key; `nil` for a key that is not encrypted.
  public var passphrase: String?
  /// The enterprise whose service account the tokens stand for.
  public var enterpriseId: String?
  /// The user whom the tokens stand for instead.
  public var userId: String?

  /// A configuration.
  public init(
    clientId: String, clientSecret: String, publicKeyId: String, privateKey: String,
    passphrase: String? = nil,
    enterpriseId: String? = nil, userId: String? = nil
  ) {
    self.clientId = clientId
    self.clientSecret = clientSecret
    self.publicKeyId = publicKeyId
    self.privateKey = privateKey
    self.passphrase = passphrase
    self.enterpriseId = enterpriseId
    self.userId = userId
  }

  /// A configuration from Box's JSON.
  ///
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/invalidArgument``, which names the field that is missing and
  ///   repeats nothing of what is there.
  public init(json: Data) throws(ChunkError) {
    guard let value = try? WireJSON.decode(JSONValue.self, from: json), value.objectValue != nil else {
      throw .configuration("is no JSON object")
    }
    let text = { (pointer: String) -> String? in
      switch value.value(atPointer: pointer) {
      case .string(let text)?: text.isEmpty ? nil : text
      case .integer(let number)?: "\(number)"
      default: nil
      }
    }
    func required(_ pointer: String) throws(ChunkError) -> String {
      guard let text = text(pointer) else {
        throw .configuration("has no \(pointer.dropFirst().split(separator: "/").joined(separator: "."))")
      }
      return text
    }
    self.init(
      clientId: try required("/boxAppSettings/clientID"),
      clientSecret: try required("/boxAppSettings/clientSecret"),
      publicKeyId: try required("/boxAppSettings/appAuth/publicKeyID"),
      privateKey: try required("/boxAppSettings/appAuth/privateKey"),
      passphrase: text("/boxAppSettings/appAuth/passphrase"), enterpriseId: text("/enterpriseID"),
      userId: text("/userID"))
  }

  /// A configuration from Box's JSON in a file.
  ///
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/tokenUnavailable`` if the file cannot be read, and with kind
  ///   ``ChunkError/Kind/invalidArgument`` if it is no configuration.
  public init(path: String) throws(ChunkError) {
    let text = try SecretFile.text(
      of: path, what: "app's configuration file", content: "the JSON from Box's developer console")
    do throws(ChunkError) {
      self = try JWTConfiguration(json: Data(text.utf8))
    } catch {
      var error = error
      error.message += " (it is '\(path)')"
      throw error
    }
  }
}

extension JWTConfiguration: Redacted {
  /// Every field; of the secrets only whether they are there.
  public var shownFields: KeyValuePairs<String, Any> {
    [
      "clientId": clientId, "clientSecret": redacted(clientSecret), "publicKeyId": publicKeyId,
      "privateKey": redacted(privateKey), "passphrase": redacted(passphrase),
      "enterpriseId": enterpriseId as Any, "userId": userId as Any,
    ]
  }
}

extension ChunkError {
  /// An app's configuration that cannot be used.
  static func configuration(
    _ fault: String,
    _ remedy: String = "Download it again from the app's configuration in Box's developer console"
  ) -> ChunkError {
    .invalidArgument("The app's configuration \(fault)", remedy)
  }
}
