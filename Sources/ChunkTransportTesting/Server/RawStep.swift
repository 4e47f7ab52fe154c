/// A step of a ``RawServer``'s script.
public enum RawStep: Sendable {
  /// Read a request's head.
  case readHead
  /// Read the whole body that the head promised.
  case readBody
  /// Read the whole body and only count it.
  case discardBody
  /// Read so many bytes of the body.
  case read(Int64)
  /// Send text as it is.
  case send(String)
  /// Do nothing for a time.
  case pause(Duration)
  /// Do nothing until the test opens the gate.
  case wait(Gate)
  /// Tell the test that the script has come here.
  case tell(Gate)
  /// Do nothing until the server stops.
  case hold
  /// End the sending side and read until the client closes.
  case finish
  /// End the connection with a reset.
  case reset
  /// Close the connection.
  case close
  /// Answer every request on the connection with the same text, after its body was read.
  case serve(String)
}

extension RawStep {
  /// Send a whole response: status line, `Content-Length`, other fields (each `Name: value`), body.
  public static func respond(_ status: String = "200 OK", fields: [String] = [], body: String = "") -> RawStep
  {
    .send(rawResponse(status, fields: fields, body: body))
  }
}

extension RawConnection {
  /// Carries out a step.
  public func perform(_ step: RawStep) {
    switch step {
    case .readHead: readHead()
    case .readBody: readBody()
    case .discardBody: discardBody()
    case .read(let count): readBody(count)
    case .send(let text): send(text)
    case .pause(let duration): pause(duration)
    case .wait(let gate): gate.wait()
    case .tell(let gate): gate.open()
    case .hold: hold()
    case .finish: finish()
    case .reset: reset()
    case .close: close()
    case .serve(let text):
      while readHead() != nil {
        readBody()
        if !send(text) { return }
      }
    }
  }
}

/// A whole response as text, for `send` and `serve`.
package func rawResponse(_ status: String = "200 OK", fields: [String] = [], body: String = "") -> String {
  (["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)"] + fields + ["", body])
    .joined(separator: "\r\n")
}
