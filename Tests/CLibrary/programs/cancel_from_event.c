/* An event function ends the upload: by its return value, as "on_cancel" says, and with a call of its own. */
#include "server.h"

struct cancelling {
  int calls_cancel;
  int32_t session;
};

static int32_t cancel(void *user, chunk_operation *operation, const chunk_event *event) {
  struct cancelling *how = user;
  if (strcmp(chunk_event_name(event), "part_acknowledged") != 0) return 0;
  if (!how->calls_cancel) return 1;
  chunk_operation_cancel(operation, how->session);
  return 0;
}

/* Whether the session is still there. */
static int cancelled(chunk_client *client, const char *path, struct cancelling how, const char *on_cancel) {
  char session[100] = "";
  chunk_error *error = NULL;
  chunk_result *result;
  chunk_source *source = path_source(path);
  chunk_options *options = chunk_options_new();
  set_text(options, "on_cancel", on_cancel);
  set_integer(options, "resume", 0);
  CHECK_INTEGER(chunk_options_set_event_function(options, cancel, &how, &error), 1);
  CHECK(chunk_upload_big_file(client, source, "cancelled.bin", -1, "0", options, &error) == NULL);
  if (chunk_error_session_id(error)) snprintf(session, sizeof session, "%s", chunk_error_session_id(error));
  CHECK_KIND(&error, "cancelled");
  chunk_options_free(options);
  chunk_source_free(source);
  if (!session[0]) return 0;
  result = chunk_get_file_upload_session_by_id(client, session, NULL, &error);
  CHECK_NO_ERROR(&error);
  chunk_result_free(result);
  return 1;
}

int main(int count, char **arguments) {
  struct inventory before = take_inventory();
  struct cancelling by_value = {0, 0}, keeping = {1, CHUNK_KEEP}, aborting = {1, CHUNK_ABORT};
  chunk_client *client = server_client();
  if (count != 2) return 2;
  CHECK_INTEGER(cancelled(client, arguments[1], by_value, "keep"), 1);
  CHECK_INTEGER(cancelled(client, arguments[1], by_value, "abort"), 0);
  CHECK_INTEGER(cancelled(client, arguments[1], keeping, "abort"), 1);
  CHECK_INTEGER(cancelled(client, arguments[1], aborting, "keep"), 0);
  chunk_client_free(client);
  check_nothing_left(before);
  return report();
}
