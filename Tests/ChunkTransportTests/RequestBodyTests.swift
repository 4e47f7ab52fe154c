import ChunkTestSupport
import ChunkTransport
import ChunkTransportTesting
import Foundation
import Testing

/// Reading bodies at offsets, as a transport does that sends one for the second time.
@Suite struct RequestBodyTests {
  private let content = pattern(1000)

  /// The same content from each kind of source, none of them at its own beginning.
  private func bodies() throws -> [RequestBody] {
    let content = content
    let directory = try TemporaryDirectory()
    let file = try OpenFile(path: try directory.write([1, 2, 3] + content + [4, 5]))
    return [
      .bytes(Data(content)),
      .bytes(Data([9, 9] + content).dropFirst(2)),
      .file(FileRegion(file: file, offset: 3, length: 1000)),
      .pull(
        PullBody(length: 1000) { offset, buffer in
          buffer.copyBytes(from: content[Int(offset)...].prefix(buffer.count))
          return min(buffer.count, content.count - Int(offset))
        }),
    ]
  }

  private func read(_ body: RequestBody, at offset: Int64, room: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0xee, count: room)
    let count = try bytes.withUnsafeMutableBytes { try body.read(at: offset, into: $0) }
    #expect(bytes[count...].allSatisfy { $0 == 0xee }, "bytes beyond the count were touched")
    return Array(bytes.prefix(count))
  }

  @Test func readsAtAnyOffset() throws {
    for body in try bodies() {
      #expect(body.count == 1000)
      #expect(try read(body, at: 0, room: 1000) == content)
      #expect(try read(body, at: 10, room: 20) == Array(content[10..<30]))
      #expect(try read(body, at: 999, room: 1) == [content[999]])
    }
  }

  @Test func stopsAtTheEnd() throws {
    for body in try bodies() {
      #expect(try read(body, at: 990, room: 4096) == Array(content[990...]), "not beyond the region")
      #expect(try read(body, at: 1000, room: 16).isEmpty)
      #expect(try read(body, at: 5000, room: 16).isEmpty)
      #expect(try read(body, at: 0, room: 0).isEmpty)
    }
  }

  @Test func canBeReadAgain() throws {
    for body in try bodies() {
      for _ in 0..<2 {
        var all: [UInt8] = []
        while case let piece = try read(body, at: Int64(all.count), room: 333), !piece.isEmpty {
          all += piece
        }
        #expect(all == content)
      }
    }
  }

  @Test func noneHasNoLengthAndNoBytes() throws {
    #expect(RequestBody.none.count == nil)
    #expect(RequestBody.bytes(Data()).count == 0)
    #expect(try read(.none, at: 0, room: 10).isEmpty)
    #expect(try read(.bytes(Data()), at: 0, room: 10).isEmpty)
  }

  @Test func aFileThatBecameShorterIsAnError() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write(Array(content.prefix(100)))
    let body = RequestBody.file(FileRegion(file: try OpenFile(path: path), offset: 0, length: 1000))
    // What is there is given; the missing rest is never taken for an end.
    #expect(try read(body, at: 0, room: 1000).count == 100)
    let error = #expect(throws: FileError.self) { try read(body, at: 100, room: 900) }
    #expect(error?.operation == .read)
    #expect(error?.path == path)
    #expect(error?.description.contains("byte 100, before byte 1000") == true)
  }

  @Test func aRegionThatNoFileHasIsAnError() throws {
    let file = try OpenFile(path: "/dev/null")
    for (offset, length) in [(-1, 1), (Int64.max, 10), (Int64.max - 5, 10)] as [(Int64, Int64)] {
      let body = RequestBody.file(FileRegion(file: file, offset: offset, length: length))
      #expect(throws: FileError.self) { try read(body, at: 0, room: 10) }
    }
  }

  @Test func aDirectoryDescriptorCannotBeRead() throws {
    let directory = try FileHandle(forReadingFrom: URL(fileURLWithPath: "/tmp"))
    let file = try OpenFile(duplicating: directory.fileDescriptor)
    let error = #expect(throws: FileError.self) {
      try read(.file(FileRegion(file: file, offset: 0, length: 10)), at: 0, room: 10)
    }
    #expect(error?.code == EISDIR)
    #expect(error?.description.hasPrefix("cannot read the given descriptor: ") == true)
  }

  @Test(arguments: [0, -1, 11, Int.max])
  func aPullBodyMustGiveWhatItWasAskedFor(returned: Int) throws {
    let body = RequestBody.pull(PullBody(length: 100) { _, _ in returned })
    let error = #expect(throws: PullBody.ShortRead.self) { try read(body, at: 40, room: 10) }
    #expect(error?.offset == 40 && error?.length == 100 && error?.copied == returned)
    #expect(error?.description == "the body's reader returned \(returned) bytes at offset 40 of 100")
  }

  @Test func aPullBodySeesNoMoreRoomThanIsLeft() throws {
    let body = RequestBody.pull(
      PullBody(length: 100) { _, buffer in
        #expect(buffer.count == 5)
        return buffer.count
      })
    var bytes = [UInt8](repeating: 0, count: 50)
    #expect(try bytes.withUnsafeMutableBytes { try body.read(at: 95, into: $0) } == 5)
  }

  @Test func aPullBodysErrorIsPassedOn() throws {
    struct Lost: Error {}
    let body = RequestBody.pull(PullBody(length: 100) { _, _ in throw Lost() })
    #expect(throws: Lost.self) { try read(body, at: 0, room: 10) }
  }
}
