internal import ChunkThreads
internal import ChunkTransport
internal import HTTPTypes

extension TransportUnderTest {
  /// The in-memory transport; what needs a network is not tried.
  public static let memory = TransportUnderTest(name: "memory", provides: []) {
    let peers = MemoryPeers()
    let transport = MemoryTransport { peers.answer(to: $0) }
    return Opened(transport: transport, makePeer: { peers.add($0, transport) }, close: {})
  }
}

/// The peers of one transport, told apart by their authorities.
private final class MemoryPeers: Sendable {
  private let manners = Mutex<[PeerManner]>([])

  func add(_ manner: PeerManner, _ transport: MemoryTransport) -> MemoryPeer {
    let index = manners.withLock { manners in
      manners.append(manner)
      return manners.count - 1
    }
    return MemoryPeer(authority: "peer-\(index).invalid", transport: transport)
  }

  func answer(to request: RecordedRequest) -> MemoryAnswer {
    let digits = (request.head.authority ?? "").filter(\.isNumber)
    let manner = manners.withLock { manners in
      Int(digits).flatMap { manners.indices.contains($0) ? manners[$0] : nil }
    }
    switch manner {
    case .answers(let status, _, let fields, let body):
      return .text(status, status == 204 || status == 304 ? "" : body, HTTPFields(named: fields))
    case .echoesThePath: return .text(200, request.head.path ?? "")
    case .answersLate(let delay): return .empty(200).after(delay)
    case .isSilent: return .silence
    case .losesTheAnswer: return .failure(.connectionLost, .outcomeUnknown)
    case nil: return .failure(.nameNotResolved, .neverSent)
    }
  }
}

/// A peer in memory. What arrives is written down as it would be on the wire.
private struct MemoryPeer: Peer {
  let authority: String
  let transport: MemoryTransport

  var isUntouched: Bool { requests.isEmpty }

  var requests: [ReceivedRequest] {
    transport.requests.filter { $0.head.authority == authority }.map { recorded in
      var lines = ["\(recorded.method) \(recorded.head.path ?? "") HTTP/1.1"]
      lines += recorded.head.headerFields.map { "\($0.name.rawName): \($0.value)" }
      if let count = recorded.request.body.count { lines.append("Content-Length: \(count)") }
      let head = (lines + ["", ""]).joined(separator: "\r\n")
      return ReceivedRequest(headBytes: Array(head.utf8), body: Array(recorded.body))
    }
  }
}
