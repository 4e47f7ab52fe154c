import ArgumentParser
import ChunkCore
import ChunkModels

struct UploadCommand: UploadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "upload",
    abstract: "Upload files of 20,000,000 bytes or more.",
    discussion: """
      Opens an upload session, sends the parts, commits, and checks that size and SHA-1 of the file \
      are right. Ctrl-C stops and keeps the session; the same command again goes on with it, also after \
      a crash, and sends only what is missing ('chunk uploads' lists what is unfinished). With --file-id a \
      file that is there gets a new version, unless its content is the same; --if-exists says what happens to \
      a new file whose name is taken. Of several \
      files, up to four are under way at a time, and one that fails does not stop the others. A file \
      whose name begins with a dash is written ./-name.
      """)

  @Argument(
    help: ArgumentHelp("The files to upload; - for standard input.", valueName: "path"),
    completion: .file())
  var paths: [String]

  @Option(help: ArgumentHelp("The folder's id. (default: 0, the root folder)", valueName: "id"))
  var folder: String?

  @Option(
    help: ArgumentHelp(
      "The file's name at Box. (default: the last component of the path; with --file-id, the name it has)"))
  var name: String?

  @Option(help: ArgumentHelp("The size; needed for standard input and pipes.", valueName: "bytes"))
  var size: Int64?

  @OptionGroup(title: "Files that are there") var version: VersionOptions
  @OptionGroup(title: "Going on") var resuming: ResumeOptions
  @OptionGroup(title: "Going on") var state: StateOptions
  @OptionGroup(title: "Failures") var ending: EndingOptions
  @OptionGroup(title: "Speed") var speed: SpeedOptions
  @OptionGroup(title: "File attributes") var attributes: AttributeOptions
  @OptionGroup(title: "Service") var service: ServiceOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    if paths.contains("") { throw ValidationError("A path is empty; name a file, or - for standard input.") }
    if paths.count > 1 {
      try SeveralPaths(paths).validate(
        name: name, size: size, session: resuming.session, fileId: version.fileId)
    }
    try version.validate(folder: folder, session: resuming.session, paths: paths)
    guard resuming.session != nil else { return }
    if folder != nil { throw ValidationError("--session goes on in its own folder; leave out --folder.") }
    // From standard input the same command can be used for both.
    if name != nil, paths != ["-"] {
      throw ValidationError("--session goes on under its own name; leave out --name.")
    }
  }

  func run() async throws {
    var jobs = paths.map { job(SourceArgument(path: $0)) }
    var store = try store()
    if let session = resuming.session, let job = jobs.first {
      // A session belongs to the upload of its record. Without one its folder is not known here, and a
      // record of this run would be taken for that of another upload.
      if let record = store?.record(ofSession: session, path: job.source.resolvedPath) {
        jobs[0].refusal = refusal(of: record) ?? job.refusal
        jobs[0].take(record)
      } else {
        store = nil
      }
    }
    try await upload(jobs, store)
  }

  /// Where records are kept. Without a place for them an upload goes on all the same, and says so; but a
  /// place that was named has to do.
  private func store() throws -> FileResumeStore? {
    if resuming.isOff || paths == ["-"] { return nil }
    do throws(ChunkError) {
      return try state.checkedStore()
    } catch {
      if state.isNamed {
        UploadReports([], output).failed(error)
        throw ExitStatus(error)
      }
      if !output.quiet { Terminal.printError("chunk: warning: \(ErrorText.line(error))") }
      return nil
    }
  }

  private func job(_ source: SourceArgument) -> UploadJob {
    let path = source.isStandardInput ? nil : source.path
    return UploadJob(
      source: source, label: label(of: source), name: fileName(of: source), size: size,
      folder: folder ?? "0", fileId: version.fileId, ifMatch: version.ifMatch,
      ifExists: version.ifExists, session: resuming.session,
      attributes: attributes.attributes(forFileAt: path), refusal: refusal(of: source))
  }

  private func label(of source: SourceArgument) -> String {
    let standardInput = source.isStandardInput ? version.fileId.map { "file \($0)" } : nil
    return name ?? standardInput ?? source.name
  }

  /// The library needs the name of a new file even when it goes on with a session, whose name it is not.
  private func fileName(of source: SourceArgument) -> String? {
    guard resuming.session != nil, version.fileId == nil else { return name }
    return name ?? (source.hasPlainName ? nil : "stdin")
  }

  /// What is wrong with a source before anybody is asked. What a stream cannot tell of itself has to be
  /// given; the flags are named here.
  private func refusal(of source: SourceArgument) -> ChunkError? {
    if source.isDirectory { return Self.directory(source) }
    if let refusal = source.refusalOfName { return refusal }
    var missing: [(fact: String, flag: String)] = []
    let isNamed = name != nil || resuming.session != nil || version.fileId != nil
    if source.isStandardInput, !isNamed { missing.append(("name", "--name")) }
    if source.isStream, size == nil { missing.append(("size", "--size")) }
    guard !missing.isEmpty else { return nil }
    return ChunkError(
      .invalidArgument,
      "\(source.isStandardInput ? "Standard input" : "A pipe or a device") has no "
        + "\(missing.map(\.fact).joined(separator: " and no ")) of its own",
      remedy: "Give \(missing.map(\.flag).joined(separator: " and "))")
  }

  /// Why a session is not gone on with: it is another file's than the one that is named.
  private func refusal(of record: ResumeRecord) -> ChunkError? {
    guard let fileId = version.fileId, record.fileId != fileId else { return nil }
    if let place = record.instead {
      return ChunkError(
        .invalidArgument, "The session was opened by --if-exists \(place.ifExists.rawValue)",
        remedy: "Go on with that command as it was, without --file-id and --session")
    }
    let other = record.fileId.map { "a new version of file \($0)" } ?? "a new file"
    return ChunkError(
      .invalidArgument, "The session was opened for \(other), and not for file \(fileId)",
      remedy: "Leave out --file-id to go on with it, or --session to begin anew")
  }

  private static func directory(_ source: SourceArgument) -> ChunkError {
    var path = source.word
    while path.hasSuffix("/"), path != "/" { path.removeLast() }
    let files = path == "/" ? "/*" : "\(ShellWord.line([path]))/*"
    return ChunkError(
      .sourceUnreadable, "'\(source.path)' is a directory",
      remedy: "Name files; 'chunk upload \(files)' uploads all that are in it")
  }
}

/// How an interrupted upload is gone on with.
struct ResumeOptions: ParsableArguments, Sendable {
  @Option(
    help: ArgumentHelp(
      "Go on with this session, also without a record. Folder and name are the session's.",
      valueName: "id"))
  var session: String?

  @Flag(
    name: .customLong("no-resume"),
    help: "Neither look for a record of an earlier run, nor keep one of this.")
  var isOff = false
}
