public import CChunk
internal import ChunkCore
internal import ChunkThreads

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The program's functions that keep a login.
struct LoginFunctions {
  let load: chunk_load_login_function
  let save: chunk_save_login_function
}

@implementation @_cdecl("chunk_options_set_login_functions")
public func chunk_options_set_login_functions(
  _ options: OpaquePointer?, _ load: chunk_load_login_function?, _ save: chunk_save_login_function?,
  _ user: UnsafeMutableRawPointer?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> Int32 {
  OptionsObject.change(options, error) { settings throws(ChunkError) in
    switch (load, save) {
    case (let load?, let save?):
      settings.login = Callback(function: LoginFunctions(load: load, save: save), user: user)
    case (nil, nil): settings.login = Callback(function: nil, user: user)
    default:
      throw ChunkError(
        .invalidArgument, "There is only one of the two functions for a login",
        remedy: "Give both, or neither to be asked by events")
    }
  }
}

@implementation @_cdecl("chunk_operation_give_login")
public func chunk_operation_give_login(
  _ operation: OpaquePointer?, _ login: UnsafePointer<CChar>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> Int32 {
  Entry.run(error, 0) { () throws(ChunkError) in
    let object = try Entry.object(operation, OperationObject.self, "operation")
    let text = try TextArgument("login", login).optional()
    // Here the program learns that it is none; later only an operation would.
    if let text { _ = try StoredLogin(json: Data(text.utf8)) }
    try object.mailbox.answerLogin(.success(text), isSaved: false)
    return 1
  }
}

@implementation @_cdecl("chunk_operation_new_login")
public func chunk_operation_new_login(_ operation: OpaquePointer?) -> UnsafePointer<CChar>? {
  Entry.ask(operation, OperationObject.self, nil) { object in
    guard object.isOurs, let text = object.mailbox.newLogin else { return nil }
    return object.logins.pointer(text) { text }
  }
}

@implementation @_cdecl("chunk_operation_login_saved")
public func chunk_operation_login_saved(
  _ operation: OpaquePointer?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> Int32 {
  Entry.run(error, 0) { () throws(ChunkError) in
    let object = try Entry.object(operation, OperationObject.self, "operation")
    try object.mailbox.answerLogin(.success(nil), isSaved: true)
    return 1
  }
}

extension OperationObject {
  /// Has the program's functions answer a question of the login's, on this thread.
  func answer(_ question: LoginQuestion) {
    guard let callback = settings.login, let functions = callback.function else { return }
    guard let text = question.newLogin else {
      let code = functions.load(callback.user, handle)
      mailbox.refuseLogin("The function that loads the login gave none (it returned \(code))")
      return
    }
    let code = text.withCString { functions.save(callback.user, handle, $0) }
    if code == 0 {
      question.reply.answer(.success(nil))
    } else {
      mailbox.refuseLogin("The function that saves the login did not (it returned \(code))")
    }
  }
}
