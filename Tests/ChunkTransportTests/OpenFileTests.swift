import ChunkTestSupport
import ChunkTransport
import ChunkTransportTesting
import Foundation
import Testing

/// Opening files, and giving their descriptors back.
@Suite struct OpenFileTests {
  private func failure(opening path: String) -> FileError? {
    #expect(throws: FileError.self) { _ = try OpenFile(path: path) }
  }

  @Test func aMissingFile() {
    let error = failure(opening: "/nonexistent/file")
    #expect(error?.operation == .open)
    #expect(error?.code == ENOENT)
    #expect(error?.description == "cannot open '/nonexistent/file': No such file or directory")
  }

  @Test func aDirectory() {
    #expect(failure(opening: "/tmp")?.code == EISDIR)
  }

  @Test(.disabled(if: geteuid() == 0, "root may read everything"))
  func aFileWithoutPermission() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write([1])
    chmod(path, 0)
    #expect(failure(opening: path)?.code == EACCES)
  }

  /// C would end the path at the NUL and open another file than the one that was named.
  @Test func aPathWithNUL() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write([1])
    #expect(failure(opening: path + "\u{0}.zip")?.code == EINVAL)
  }

  @Test func statusSaysSizeKindAndTime() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.makeSparse(count: 5 << 30)
    let before = try OpenFile(path: path).status()
    #expect(before.size == 5 << 30)
    #expect(before.isRegularFile && !before.isDirectory)
    let age = Duration.seconds(Date().timeIntervalSince1970) - before.modified
    #expect(age > .seconds(-5) && age < .seconds(60))
    #expect(try OpenFile(path: "/dev/null").status().isRegularFile == false)
  }

  @Test func readsBeyondFourGigabytes() throws {
    let directory = try TemporaryDirectory()
    let file = try OpenFile(path: try directory.makeSparse(count: (5 << 30) + 3))
    var bytes = [UInt8](repeating: 1, count: 10)
    #expect(try bytes.withUnsafeMutableBytes { try file.read(at: 5 << 30, into: $0) } == 3)
    #expect(bytes.prefix(3) == [0, 0, 0])
  }

  @Test func aDescriptorThatIsNotOpen() {
    let error = #expect(throws: FileError.self) { _ = try OpenFile(duplicating: -1) }
    #expect(error?.code == EBADF)
    #expect(error?.path == nil)
  }

  @Test func theCallersDescriptorMayBeClosed() throws {
    let directory = try TemporaryDirectory()
    let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: try directory.write([7, 8, 9])))
    let file = try OpenFile(duplicating: handle.fileDescriptor)
    #expect(file.descriptor != handle.fileDescriptor)
    try handle.close()
    var bytes = [UInt8](repeating: 0, count: 3)
    #expect(try bytes.withUnsafeMutableBytes { try file.read(at: 0, into: $0) } == 3)
    #expect(bytes == [7, 8, 9])
  }

  /// The file's name is unlike any other's, so tests that run at the same time do not matter.
  @Test(.enabled(if: ProcessFacts.descriptors != nil))
  func descriptorsAreClosedWithTheirLastUser() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write([1])
    func openCount() -> Int {
      (ProcessFacts.descriptors ?? [:]).values.count { $0.hasSuffix(path.suffix(40)) }
    }
    do {
      let file = try OpenFile(path: path)
      let duplicate = try OpenFile(duplicating: file.descriptor)
      #expect(withExtendedLifetime((file, duplicate)) { openCount() } == 2)
      // They must not go on to programs that this one starts.
      #expect(fcntl(file.descriptor, F_GETFD) & FD_CLOEXEC != 0)
      #expect(fcntl(duplicate.descriptor, F_GETFD) & FD_CLOEXEC != 0)
    }
    #expect(openCount() == 0)
    _ = try? OpenFile(path: directory.path)
    #expect((ProcessFacts.descriptors ?? [:]).values.allSatisfy { !$0.hasSuffix(directory.path.suffix(40)) })
  }
}
