import ChunkModels
import Foundation
import Testing

@testable import ChunkCore

/// The bytes of a record, and every way in which they can be wrong.
@Suite struct ResumeFormatTests {
  @Test func aRecordComesBackAsItWas() throws {
    var record = ResumeRecord.sample()
    for commit in [nil, CommitProgress(sha1: String(repeating: "a", count: 40), mayHaveSucceeded: true)] {
      record.commit = commit
      #expect(try ResumeFormat.record(from: ResumeFormat.bytes(of: record), path: "p") == record)
    }
    record.ifMatch = "3"
    record.fileId = "12345"
    record.instead = ResumeSubstitute(fileId: "5", fileName: "a (1).bin")
    #expect(try ResumeFormat.record(from: ResumeFormat.bytes(of: record), path: "p") == record)
    record.attributes = nil
    record.session = UploadSession()
    #expect(try ResumeFormat.record(from: ResumeFormat.bytes(of: record), path: "p") == record)
  }

  /// Other programs may look at it, and the next version has to.
  @Test func theFirstLineSaysWhatItIs() throws {
    let text = String(decoding: try ResumeFormat.bytes(of: .sample()), as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 2)
    let fields = lines[0].split(separator: " ")
    #expect(fields.count == 4)
    #expect(fields[0] == "libchunk-state")
    #expect(fields[1] == "1")
    #expect(fields[2].count == 8)
    #expect(Int(fields[3]) == lines[1].utf8.count)
    #expect(CRC32.hexadecimal(of: Array("123456789".utf8)) == "cbf43926")
  }

  /// Nothing gets in that is not listed here; above all no token.
  @Test func itHasTheKnownFieldsAndNoOthers() throws {
    var record = ResumeRecord.sample()
    record.commit = CommitProgress(sha1: "a")
    let bytes = try ResumeFormat.bytes(of: record)
    let body = try #require(bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1).last)
    let json = try JSONDecoder().decode(JSONValue.self, from: Data(body))
    guard case .object(let fields) = json else {
      Issue.record("no object")
      return
    }
    #expect(
      fields.keys.sorted() == [
        "attributes", "commit", "created_at", "file_name", "file_size", "folder_id", "part_size", "session",
        "source", "source_path", "updated_at", "upload_url",
      ])
    #expect(!String(decoding: body, as: UTF8.self).lowercased().contains("token"))
  }

  /// One of a new file says nothing that the records before versions did not say.
  @Test func aVersionHasItsFileAndItsCondition() throws {
    let record = ResumeRecord.sample(.sampleOfVersion)
    #expect(record.key == .sampleOfVersion)
    var text = String(decoding: try ResumeFormat.bytes(of: record), as: UTF8.self)
    #expect(text.contains(#""file_id":"12345""#))
    text = String(decoding: try ResumeFormat.bytes(of: .sample()), as: UTF8.self)
    #expect(!text.contains("file_id") && !text.contains("if_match"))
  }

  @Test func anyByteThatIsOtherIsNoticed() throws {
    let bytes = try ResumeFormat.bytes(of: .sample())
    for index in bytes.indices {
      for change: UInt8 in [0x01, 0x02, 0x10, 0x20, 0x80, 0xff] {
        var damaged = bytes
        damaged[index] ^= change
        expectTorn(damaged, "byte \(index), \(change)")
      }
    }
  }

  @Test func aRecordOfAnyOtherLengthIsNoticed() throws {
    let bytes = try ResumeFormat.bytes(of: .sample())
    for length in bytes.indices { expectTorn(Array(bytes[..<length]), "the first \(length) bytes") }
    for index in bytes.indices {
      var shorter = bytes
      shorter.remove(at: index)
      expectTorn(shorter, "without byte \(index)")
    }
    expectTorn(bytes + [UInt8(ascii: "\n")], "one more")
    expectTorn([UInt8](repeating: 0, count: bytes.count), "zeros, as after a crash of the machine")
  }

  @Test func numbersInOtherSpellingsAreDamage() throws {
    let text = String(decoding: try ResumeFormat.bytes(of: .sample()), as: UTF8.self)
    for (old, new) in [("state 1 ", "state +1 "), ("state 1 ", "state 01 "), ("state 1 ", "state  1 ")] {
      expectTorn(Array(text.replacingOccurrences(of: old, with: new).utf8), new)
    }
    for version in [0, -1] { expectTorn(try StateFolder.bytes(version: version), "version \(version)") }
  }

  @Test func contentOfAnotherShapeIsDamage() throws {
    for body in ["", "{}", "[]", "null", #"{"upload_url":1}"#, String(repeating: "[", count: 100_000)] {
      let crc = CRC32.hexadecimal(of: Array("libchunk-state 1 \(body.utf8.count)\n\(body)".utf8))
      expectTorn(Array("libchunk-state 1 \(crc) \(body.utf8.count)\n\(body)".utf8), String(body.prefix(20)))
    }
  }

  @Test func aNewerVersionIsNamed() throws {
    for version in [2, 17, Int.max] {
      let error = try resumeFailure(.newerVersion) {
        try ResumeFormat.record(from: StateFolder.bytes(version: version), path: "/p")
      }
      #expect(error.version == version)
      #expect(error.path == "/p")
    }
    // Cut off, it is damaged, whatever its version is.
    expectTorn(try StateFolder.bytes(version: 2).dropLast(), "a newer one cut off")
  }

  private func expectTorn(_ bytes: [UInt8], _ what: String) {
    do throws(ResumeError) {
      let record = try ResumeFormat.record(from: bytes, path: "/p")
      Issue.record("\(what): was read as \(record)")
    } catch {
      if error.kind != .torn || error.path != "/p" { Issue.record("\(what): \(error)") }
    }
  }
}
