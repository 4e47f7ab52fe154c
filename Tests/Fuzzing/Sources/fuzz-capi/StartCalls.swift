internal import CChunk
internal import FuzzSupport

extension Calls {
  /// Every operation in the form that does not block.
  static let started: [@Sendable (Interpreter) -> Void] = [
    { machine in
      let a = Arguments(machine, isUpload: false)
      machine.made(.operation) {
        chunk_start_create_file_upload_session(a.client, a.id, a.size, a.name, a.options, $0)
      }
    },
    { machine in
      let a = Arguments(machine, isUpload: false)
      machine.made(.operation) {
        chunk_start_create_file_upload_session_for_existing_file(
          a.client, a.id, a.size, a.name, a.options, $0)
      }
    },
    { machine in
      let a = Arguments(machine, isUpload: false)
      machine.made(.operation) {
        chunk_start_get_file_upload_session_by_url(a.client, a.url, a.options, $0)
      }
    },
    { machine in
      let a = Arguments(machine, isUpload: false)
      machine.made(.operation) {
        chunk_start_get_file_upload_session_by_id(a.client, a.id, a.options, $0)
      }
    },
    { machine in
      let a = Arguments(machine, isUpload: false)
      machine.made(.operation) {
        chunk_start_upload_file_part_by_url(a.client, a.url, a.source, a.digest, a.range, a.options, $0)
      }
    },
    { machine in
      let a = Arguments(machine, isUpload: false)
      machine.made(.operation) {
        chunk_start_upload_file_part(a.client, a.id, a.source, a.digest, a.range, a.options, $0)
      }
    },
    { machine in
      let a = Arguments(machine, isUpload: false)
      machine.made(.operation) {
        chunk_start_delete_file_upload_session_by_url(a.client, a.url, a.options, $0)
      }
    },
    { machine in
      let a = Arguments(machine, isUpload: false)
      machine.made(.operation) {
        chunk_start_delete_file_upload_session_by_id(a.client, a.id, a.options, $0)
      }
    },
    { machine in
      let a = Arguments(machine, isUpload: false)
      machine.made(.operation) {
        chunk_start_get_file_upload_session_parts_by_url(a.client, a.url, a.offset, a.limit, a.options, $0)
      }
    },
    { machine in
      let a = Arguments(machine, isUpload: false)
      machine.made(.operation) {
        chunk_start_get_file_upload_session_parts(a.client, a.id, a.offset, a.limit, a.options, $0)
      }
    },
    { machine in
      let a = Arguments(machine, isUpload: false)
      machine.made(.operation) {
        chunk_start_create_file_upload_session_plan_by_url(a.client, a.url, a.parts, a.options, $0)
      }
    },
    { machine in
      let a = Arguments(machine, isUpload: false)
      machine.made(.operation) {
        chunk_start_create_file_upload_session_plan(a.client, a.id, a.parts, a.options, $0)
      }
    },
    { machine in
      let a = Arguments(machine, isUpload: false)
      machine.made(.operation) {
        chunk_start_create_file_upload_session_commit_by_url(
          a.client, a.url, a.parts, a.digest, a.options, $0)
      }
    },
    { machine in
      let a = Arguments(machine, isUpload: false)
      machine.made(.operation) {
        chunk_start_create_file_upload_session_commit(a.client, a.id, a.parts, a.digest, a.options, $0)
      }
    },
    { machine in
      let a = Arguments(machine, isUpload: true)
      machine.made(.operation) {
        chunk_start_upload_big_file(a.client, a.source, a.name, a.size, a.id, a.options, $0)
      }
    },
    { machine in
      let a = Arguments(machine, isUpload: true)
      machine.made(.operation) {
        chunk_start_upload_big_file_version(a.client, a.id, a.source, a.size, a.name, a.options, $0)
      }
    },
  ]
}
