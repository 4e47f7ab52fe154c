#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
internal import ChunkModels

extension EmulatorApplication {
  /// Reads an application from the file that Box's developer console gives for it, so that server and
  /// client may be given the same one:
  ///
  /// ```json
  /// {"boxAppSettings": {"clientID": "…", "clientSecret": "…",
  ///                     "appAuth": {"publicKeyID": "…", "privateKey": "…", "passphrase": "…"}},
  ///  "enterpriseID": "…"}
  /// ```
  ///
  /// `appAuth` may be left out, and may have the `publicKey` in place of the private one. Beside
  /// `enterpriseID` there may be a list of `redirectURIs`, which Box's file does not have.
  ///
  /// - Throws: an error that names the file and the field.
  public static func load(path: String) throws -> EmulatorApplication {
    let bytes: [UInt8]
    do {
      bytes = try SystemCalls.readFile(path)
    } catch {
      throw StoreError(description: "\(error.description); name the configuration file of an application")
    }
    do {
      return try parse(String(decoding: bytes, as: UTF8.self))
    } catch {
      throw StoreError(description: "\(path): \(error.description)")
    }
  }

  /// Reads an application from the text of such a file.
  static func parse(_ text: String) throws(StoreError) -> EmulatorApplication {
    guard let file = try? WireJSON.decode(JSONValue.self, from: Data(text.utf8)) else {
      throw StoreError(description: "the application is no JSON; 'python3 -m json.tool' shows where")
    }
    let settings = file["boxAppSettings"]
    func required(_ name: String, in value: JSONValue?, _ place: String) throws(StoreError) -> String {
      guard let text = value?[name]?.stringValue, !text.isEmpty else {
        throw StoreError(
          description: "\(place)\(name) is missing; a configuration file of Box's developer console has it")
      }
      return text
    }
    var application = EmulatorApplication(
      clientID: try required("clientID", in: settings, "boxAppSettings."),
      clientSecret: try required("clientSecret", in: settings, "boxAppSettings."),
      enterpriseID: file["enterpriseID"].flatMap { $0.stringValue ?? $0.integerValue.map { String($0) } },
      redirectURIs: file["redirectURIs"]?.arrayValue?.compactMap(\.stringValue) ?? [])
    if let keys = settings?["appAuth"], keys != .null {
      let place = "boxAppSettings.appAuth."
      let id = try required("publicKeyID", in: keys, place)
      if let pem = keys["publicKey"]?.stringValue {
        application.publicKeys[id] = pem
      } else {
        let pem = try required("privateKey", in: keys, place)
        guard let key = SignatureKey(privatePEM: pem, passphrase: keys["passphrase"]?.stringValue ?? "")
        else {
          throw StoreError(
            description: "\(place)privateKey is no RSA key in PEM form, or passphrase is not the key's")
        }
        application.publicKeys[id] = key.publicPEM
      }
    }
    return application
  }
}
