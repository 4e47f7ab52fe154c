#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension FileResumeStore {
  /// All uploads that have a record here, also those whose record cannot be used, by their ids. Files that
  /// are not ours are passed over.
  ///
  /// - Throws: ``ResumeError`` if the directory cannot be read. One that is not there is empty.
  public func uploads() throws(ResumeError) -> [StoredUpload] {
    guard let directory = try StateDirectory.open(directory, creating: false) else { return [] }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
    } catch {
      throw .unavailable(directory.path, "cannot list it: \(error)")
    }
    return names.sorted().compactMap(StateFileNames.init(record:)).compactMap { names in
      upload(names, in: directory)
    }
  }

  /// Opens and locks an upload that is listed, to go on with it or to remove its record, whatever state
  /// that is in.
  ///
  /// - Parameter id: The ``StoredUpload/id``.
  /// - Returns: `nil` if there is no such upload.
  /// - Throws: ``ResumeError`` if somebody is working on it, or if it cannot be opened.
  public func entry(id: String) throws(ResumeError) -> (any ResumeEntry)? {
    guard ResumeKey.isId(id), let directory = try StateDirectory.open(directory, creating: false),
      directory.contains(StateFileNames(id: id).record)
    else { return nil }
    let entry = try FileResumeEntry(id: id, key: nil, in: directory)
    // It may have been finished before the lock was ours.
    guard directory.contains(StateFileNames(id: id).record) else { return nil }
    return entry
  }

  /// `nil` if the upload was finished just now.
  private func upload(_ names: StateFileNames, in directory: StateDirectory) -> StoredUpload? {
    let record: Result<ResumeRecord, ResumeError>
    do throws(ResumeError) {
      guard let found = try names.readRecord(in: directory) else { return nil }
      record = .success(found)
    } catch {
      record = .failure(error)
    }
    let holder = try? StateLock.holder(of: names.lock, in: directory)
    return StoredUpload(
      id: names.id, path: directory.file(names.record), record: record,
      isLocked: holder?.isLocked ?? false, processId: holder?.processId)
  }
}
