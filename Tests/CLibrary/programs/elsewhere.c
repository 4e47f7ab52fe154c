/* A server that names URLs elsewhere for the steps of a session: each function that takes a URL refuses them.
   Arguments: the file to upload. */
#include "server.h"

#define DIGEST "sha=Kq5sNclPz7QV2+lfQIuc6R7oRu0="
#define PARTS "[{\"part_id\":\"BFDF5379\",\"offset\":0,\"size\":20000000}]"
#define PLAN "[{\"offset\":0,\"size\":20000000,\"sha512\":\"00\"}]"

static chunk_client *client;
static chunk_error *error;

static void refused(const char *function, chunk_result *result) {
  if (result) fprintf(stderr, "%s has a result\n", function);
  CHECK(result == NULL);
  if (!CHECK_KIND(&error, "url_refused")) fprintf(stderr, "in %s\n", function);
}

/* A call that is started is refused as it starts, or ends so. */
static void refused_started(const char *function, chunk_operation *operation) {
  if (!operation) {
    refused(function, NULL);
    return;
  }
  CHECK_INTEGER(chunk_operation_wait(operation, 60000), CHUNK_OVER);
  refused(function, chunk_operation_result(operation, &error));
  chunk_operation_free(operation);
}

#define CALL(name, ...)                                                              \
  refused(#name, chunk_##name(client, __VA_ARGS__, NULL, &error));                   \
  refused_started(#name " (started)", chunk_start_##name(client, __VA_ARGS__, NULL, &error))

int main(int count, char **arguments) {
  static char bytes[1000];
  chunk_result *session;
  chunk_source *body, *file;
  chunk_options *options;
  if (count != 2) return 2;
  options = server_options();
  /* A second run would go on with the session of the first, by its id. */
  set_text(options, "resume", "0");
  client = client_with(options);
  session = chunk_create_file_upload_session(client, "0", 20000000, "elsewhere.bin", NULL, &error);
  CHECK_NO_ERROR(&error);
  body = chunk_source_memory(bytes, sizeof bytes, &error);
#define URL(name) chunk_result_text(session, "/session_endpoints/" name)
  CALL(get_file_upload_session_by_url, URL("status"));
  CALL(upload_file_part_by_url, URL("upload_part"), body, DIGEST, "bytes 0-999/20000000");
  CALL(get_file_upload_session_parts_by_url, URL("list_parts"), 0, 100);
  CALL(create_file_upload_session_plan_by_url, URL("plan"), PLAN);
  CALL(create_file_upload_session_commit_by_url, URL("commit"), PARTS, DIGEST);
  CALL(delete_file_upload_session_by_url, URL("abort"));
  chunk_result_free(session);
  chunk_source_free(body);

  file = path_source(arguments[1]);
  refused("upload_big_file", chunk_upload_big_file(client, file, "whole.bin", -1, "0", NULL, &error));
  chunk_source_free(file);
  chunk_client_free(client);
  return report();
}
