/* In a child the parent's handles say "forked", freeing them does nothing, and a new client works; the parent does not
   notice. */
#include "forks.h"

static chunk_client *client;
static chunk_options *options;
static chunk_source *source;
static chunk_operation *operation;
static chunk_event *event;
static chunk_result *result;
static chunk_error *old_error;
static const char *path;

static void handles_are_forked(void) {
  chunk_error *error = NULL;
  chunk_event *other = NULL;
  CHECK(upload_big_file(client, path, "child.bin", "0", &error) == NULL);
  CHECK_KIND(&error, "forked");
  CHECK(chunk_start_upload_big_file(client, source, "child.bin", -1, "0", options, &error) == NULL);
  CHECK_KIND(&error, "forked");
  CHECK(chunk_get_file_upload_session_by_id(client, "NONE", NULL, &error) == NULL);
  CHECK_KIND(&error, "forked");
  CHECK(chunk_client_new(options, &error) == NULL);
  CHECK_KIND(&error, "forked");
  CHECK_INTEGER(chunk_options_set_integer(options, "parallel", 1, &error), 0);
  CHECK_KIND(&error, "forked");
  CHECK_INTEGER(chunk_operation_wait(operation, 0), CHUNK_FORKED);
  CHECK_INTEGER(chunk_operation_next_event(operation, -1, &other), CHUNK_FORKED);
  CHECK(other == NULL);
  CHECK(chunk_operation_result(operation, &error) == NULL);
  CHECK_KIND(&error, "forked");
  CHECK_INTEGER(chunk_operation_give_token(operation, "token", &error), 0);
  CHECK_KIND(&error, "forked");
  CHECK_INTEGER(chunk_operation_descriptor(operation), -1);
  chunk_operation_cancel(operation, CHUNK_ABORT);
  chunk_operation_refuse_token(operation, "no");
}

static void use_no_data_of_the_parent(void) {
  /* What they say here is not laid down; that they can be asked is. */
  chunk_result_json(result);
  chunk_result_text(result, "/id");
  chunk_event_json(event);
  chunk_error_kind(old_error);
  chunk_error_description(old_error);
}

static void free_all(void) {
  chunk_event_free(event);
  chunk_result_free(result);
  chunk_error_free(old_error);
  chunk_operation_free(operation);
  chunk_source_free(source);
  chunk_options_free(options);
  chunk_client_free(client);
}

static void child(void) {
  char name[40];
  chunk_error *error = NULL;
  snprintf(name, sizeof name, "child %d.bin", (int)getpid());
  handles_are_forked();
  use_no_data_of_the_parent();
  free_all();
  check_new_client();
  client = server_client();
  result = upload_big_file(client, path, name, "0", &error);
  CHECK_NO_ERROR(&error);
  CHECK(result != NULL);
  chunk_result_free(result);
  chunk_client_free(client);
}

int main(int count, char **arguments) {
  struct inventory before = take_inventory();
  if (count != 2) return 2;
  path = arguments[1];
  client = server_client();
  options = chunk_options_new();
  source = path_source(path);
  result = upload_big_file(client, path, "before.bin", "0", NULL);
  CHECK(result != NULL);
  operation = start_upload(client, path, "meanwhile.bin", NULL);
  CHECK_INTEGER(chunk_operation_next_event(operation, 10000, &event), CHUNK_EVENT);
  chunk_operation_result(operation, &old_error);
  for (int turn = 0; turn < 3; turn++) check_child(fork_and(child));
  CHECK_UPLOADED(operation, "meanwhile.bin");
  free_all();
  check_nothing_left(before);
  return report();
}
