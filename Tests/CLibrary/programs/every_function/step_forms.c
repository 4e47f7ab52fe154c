#include "steps.h"

/* Waits for a step that was started, and frees it. */
static chunk_result *finish(chunk_operation *operation, chunk_error **error) {
  chunk_result *result = NULL;
  if (!operation) return NULL;
  CHECK_INTEGER(chunk_operation_wait(operation, -1), CHUNK_OVER);
  result = chunk_operation_result(operation, error);
  chunk_operation_free(operation);
  return result;
}

#define STARTED(function, parameters, arguments) \
  static chunk_result *started_##function parameters { return finish(chunk_start_##function arguments, error); }

#define WHERE chunk_client *client, const char *where
#define LAST const chunk_options *options, chunk_error **error
#define REST options, error

STARTED(create_file_upload_session, (chunk_client *client, const char *folder, int64_t size, const char *name, LAST),
        (client, folder, size, name, REST))
STARTED(get_file_upload_session_by_url, (WHERE, LAST), (client, where, REST))
STARTED(get_file_upload_session_by_id, (WHERE, LAST), (client, where, REST))
STARTED(upload_file_part_by_url, (WHERE, chunk_source *body, const char *digest, const char *range, LAST),
        (client, where, body, digest, range, REST))
STARTED(upload_file_part, (WHERE, chunk_source *body, const char *digest, const char *range, LAST),
        (client, where, body, digest, range, REST))
STARTED(get_file_upload_session_parts_by_url, (WHERE, int64_t offset, int64_t limit, LAST),
        (client, where, offset, limit, REST))
STARTED(get_file_upload_session_parts, (WHERE, int64_t offset, int64_t limit, LAST),
        (client, where, offset, limit, REST))
STARTED(create_file_upload_session_plan_by_url, (WHERE, const char *parts, LAST), (client, where, parts, REST))
STARTED(create_file_upload_session_plan, (WHERE, const char *parts, LAST), (client, where, parts, REST))
STARTED(create_file_upload_session_commit_by_url, (WHERE, const char *parts, const char *digest, LAST),
        (client, where, parts, digest, REST))
STARTED(create_file_upload_session_commit, (WHERE, const char *parts, const char *digest, LAST),
        (client, where, parts, digest, REST))
STARTED(delete_file_upload_session_by_url, (WHERE, LAST), (client, where, REST))
STARTED(delete_file_upload_session_by_id, (WHERE, LAST), (client, where, REST))

const struct step_functions step_forms[4] = {
    {"by URL", 1, chunk_create_file_upload_session, chunk_get_file_upload_session_by_url,
     chunk_upload_file_part_by_url, chunk_get_file_upload_session_parts_by_url,
     chunk_create_file_upload_session_plan_by_url, chunk_create_file_upload_session_commit_by_url,
     chunk_delete_file_upload_session_by_url},
    {"by id", 0, chunk_create_file_upload_session, chunk_get_file_upload_session_by_id, chunk_upload_file_part,
     chunk_get_file_upload_session_parts, chunk_create_file_upload_session_plan,
     chunk_create_file_upload_session_commit, chunk_delete_file_upload_session_by_id},
    {"started by URL", 1, started_create_file_upload_session, started_get_file_upload_session_by_url,
     started_upload_file_part_by_url, started_get_file_upload_session_parts_by_url,
     started_create_file_upload_session_plan_by_url, started_create_file_upload_session_commit_by_url,
     started_delete_file_upload_session_by_url},
    {"started by id", 0, started_create_file_upload_session, started_get_file_upload_session_by_id,
     started_upload_file_part, started_get_file_upload_session_parts, started_create_file_upload_session_plan,
     started_create_file_upload_session_commit, started_delete_file_upload_session_by_id},
};
