/// What a peer does with each request, whether it is a server or a function in memory.
enum PeerManner: Sendable {
  /// Reads the body and answers.
  case answers(
    _ status: Int = 200, _ reason: String = "OK", fields: [(String, String)] = [], body: String = "")
  /// Answers with the request's path as the body.
  case echoesThePath
  /// Reads the body, and answers 200 so much later.
  case answersLate(Duration)
  /// Reads the body and never answers.
  case isSilent
  /// Reads the body and loses the connection.
  case losesTheAnswer
}

/// Who answers to a transport in a check.
protocol Peer: Sendable {
  /// Where it is.
  var authority: String { get }
  /// What arrived, in order. A request whose body did not arrive whole is among them with what did.
  var requests: [ReceivedRequest] { get }
  /// Whether anybody has connected or asked.
  var isUntouched: Bool { get }
}

/// A peer on the other end of a TCP connection.
final class WirePeer: Peer {
  private let server: RawServer
  /// The requests by their connections and their places there, in the order of their arrival.
  private let arrived: Noted<(RawConnection, Int)>

  init(_ manner: PeerManner) throws {
    let arrived = Noted<(RawConnection, Int)>()
    self.arrived = arrived
    server = try RawServer { connection in
      while connection.readHead() != nil {
        arrived.add((connection, connection.requests.count - 1))
        connection.readBody()
        if !Self.treat(connection, manner) { return }
      }
    }
  }

  var authority: String { server.authority }
  var requests: [ReceivedRequest] { arrived.all.map { $0.requests[$1] } }
  var isUntouched: Bool { server.connections.isEmpty }

  /// False if the connection is over.
  private static func treat(_ connection: RawConnection, _ manner: PeerManner) -> Bool {
    switch manner {
    case .answers(let status, let reason, let fields, let body):
      let lines = fields.map { "\($0): \($1)" }
      // Neither has a body, and a length would be that of another answer (RFC 9110, 8.6).
      let isBare = status == 204 || status == 304
      return connection.send(
        isBare
          ? (["HTTP/1.1 \(status) \(reason)"] + lines + ["", ""]).joined(separator: "\r\n")
          : rawResponse("\(status) \(reason)", fields: lines, body: body))
    case .echoesThePath:
      let words = connection.requests.last?.requestLine.split(separator: " ") ?? []
      return connection.send(rawResponse(body: words.count == 3 ? String(words[1]) : "?"))
    case .answersLate(let delay):
      connection.pause(delay)
      return connection.send(rawResponse())
    case .isSilent:
      connection.hold()
      return false
    case .losesTheAnswer:
      connection.reset()
      return false
    }
  }
}
