import Testing

@testable import ChunkCore

@Suite struct NumberedNameTests {
  @Test(arguments: [
    ("disk.img", "disk (1).img"), ("disk", "disk (1)"), (".profile", ".profile (1)"),
    ("backup.tar.gz", "backup (1).tar.gz"), ("backup.TAR.xz", "backup (1).TAR.xz"),
    (".tar.gz", ".tar (1).gz"),
    ("a.b.c", "a.b (1).c"), ("end.", "end. (1)"), ("Dr. No", "Dr. No (1)"),
    ("disk (1).img", "disk (1) (1).img"),
    ("Ü\u{308}.bin", "Ü\u{308} (1).bin"), ("v1.0-of-a-long-long-name", "v1.0-of-a-long-long-name (1)"),
  ])
  func theNumberStandsBeforeTheExtension(name: String, numbered: String) {
    #expect(NumberedName.name(name, 1) == numbered)
  }

  @Test func aLongNameLosesTheEndOfItsStem() throws {
    for stem in [String(repeating: "a", count: 251), String(repeating: "e\u{301}", count: 125)] {
      let name = NumberedName.name(stem + ".img", 100)
      #expect(name.unicodeScalars.count <= 255)
      #expect(name.unicodeScalars.count >= 253)
      #expect(name.hasSuffix(" (100).img"))
      try ArgumentChecks.fileName(name)
    }
  }
}
