import ArgumentParser
import ChunkCore

struct UploadsList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List unfinished uploads, as their records tell; nobody is asked.")

  @OptionGroup(title: "Records") var state: StateOptions

  @Flag(help: "Write JSON lines to standard output: one upload a line, 'finished' or 'failed' last.")
  var json = false

  func run() throws {
    do {
      let store = try state.store()
      let uploads = try UploadsSelection.all(in: store)
      if json {
        for upload in uploads { JSONLine.write("upload", ListedUpload(upload).fields) }
        JSONLine.write("finished", ["uploads": .integer(Int64(uploads.count))])
      } else if uploads.isEmpty {
        Terminal.printError("There are no unfinished uploads in '\(store.directory)'.")
      } else {
        let rows = [ListedUpload.titles] + uploads.map { ListedUpload($0).columns }
        for line in Columns.table(rows) { Terminal.print(line) }
      }
    } catch {
      let error = ChunkError(any: error)
      json ? JSONLine.writeFailure(error) : Terminal.printError("chunk: \(ErrorText.line(error))")
      throw ExitStatus(error)
    }
  }
}
