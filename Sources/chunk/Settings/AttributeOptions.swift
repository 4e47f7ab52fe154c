import ArgumentParser
import ChunkCore
import ChunkModels

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What the file gets with its commit.
struct AttributeOptions: ParsableArguments, Sendable {
  @Option(help: "The file's description.")
  var description: String?

  @Option(help: ArgumentHelp("When the content was made, such as 2026-11-22T17:00:00Z.", valueName: "date"))
  var createdAt: DateArgument?

  @Option(
    help: ArgumentHelp(
      "When the content was last changed. (default: the local file's time)", valueName: "date"))
  var modifiedAt: DateArgument?

  /// The attributes; the time of modification is the local file's if none is given.
  func attributes(forFileAt path: String?) -> CommitAttributes {
    CommitAttributes(
      contentCreatedAt: createdAt?.date,
      contentModifiedAt: modifiedAt?.date ?? path.flatMap(ModificationTime.ofRegularFile),
      description: description)
  }
}
