/* What an event function may do: fork, free the operation, wait for it and for others, exit. */
#include "forks.h"

enum what { FORKS, FREES, ASKS_ANOTHER, WAITS, EXITS };

struct doing {
  enum what what;
  chunk_client *client;
  int times;
};

static int32_t act(void *user, chunk_operation *operation, const chunk_event *event) {
  struct doing *doing = user;
  chunk_error *error = NULL;
  if (strcmp(chunk_event_name(event), "part_acknowledged") != 0 || doing->times++ > 0) return 0;
  switch (doing->what) {
  case FORKS: check_child(fork_and(check_new_client)); break;
  case FREES: chunk_operation_free(operation); break;
  case ASKS_ANOTHER:
    CHECK(chunk_get_file_upload_session_by_id(doing->client, "NONE", NULL, &error) == NULL);
    CHECK_KIND(&error, "session_gone");
    break;
  case WAITS: CHECK_INTEGER(chunk_operation_wait(operation, 50), CHUNK_TIMED_OUT); break;
  case EXITS: exit(report());
  }
  return 0;
}

static void upload(chunk_client *client, const char *path, enum what what, const char *kind) {
  char name[40];
  struct doing doing = {what, client, 0};
  chunk_error *error = NULL;
  chunk_result *result;
  chunk_options *options = chunk_options_new();
  chunk_source *source = path_source(path);
  snprintf(name, sizeof name, "doing %d.bin", (int)what);
  CHECK_INTEGER(chunk_options_set_event_function(options, act, &doing, NULL), 1);
  result = chunk_upload_big_file(client, source, name, -1, "0", options, &error);
  if (!CHECK_KIND(&error, kind)) fprintf(stderr, "in %s\n", name);
  CHECK_INTEGER(result != NULL, kind == NULL);
  CHECK(doing.times > 0);
  chunk_result_free(result);
  chunk_source_free(source);
  chunk_options_free(options);
}

int main(int count, char **arguments) {
  struct inventory before = take_inventory();
  chunk_client *client = server_client();
  if (count != 2) return 2;
  alarm(60);
  upload(client, arguments[1], FORKS, NULL);
  upload(client, arguments[1], FREES, "cancelled");
  upload(client, arguments[1], ASKS_ANOTHER, NULL);
  upload(client, arguments[1], WAITS, NULL);
  chunk_client_free(client);
  check_nothing_left(before);
  client = server_client();
  upload(client, arguments[1], EXITS, NULL);
  return 1; /* not reached */
}
