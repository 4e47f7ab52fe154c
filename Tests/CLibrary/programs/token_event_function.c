/* The event "token_needed" comes to an event function, which answers it there: in a wait, and in a blocking call. */
#include "server.h"

static int asked;

static int32_t answer(void *user, chunk_operation *operation, const chunk_event *event) {
  (void)user;
  if (strcmp(chunk_event_name(event), "token_needed") != 0) return 0;
  asked++;
  CHECK_INTEGER(chunk_operation_give_token(operation, setting("BOX_ACCESS_TOKEN"), NULL), 1);
  return 0;
}

int main(int count, char **arguments) {
  struct inventory before = take_inventory();
  chunk_error *error = NULL;
  chunk_options *options = chunk_options_new();
  chunk_client *client = client_with(options_for_token_events());
  chunk_operation *operation;
  chunk_source *source;
  chunk_result *result;
  if (count != 2) return 2;
  CHECK_INTEGER(chunk_options_set_event_function(options, answer, NULL, NULL), 1);
  operation = start_upload(client, arguments[1], "waited.bin", options);
  CHECK_INTEGER(chunk_operation_wait(operation, 10000), CHUNK_OVER);
  CHECK_INTEGER(asked, 1);
  chunk_operation_free(operation);
  chunk_client_free(client);

  client = client_with(options_for_token_events());
  source = path_source(arguments[1]);
  result = chunk_upload_big_file(client, source, "blocking.bin", -1, "0", options, &error);
  CHECK_NO_ERROR(&error);
  CHECK_INTEGER(asked, 2);
  chunk_result_free(result);
  chunk_source_free(source);
  chunk_client_free(client);
  chunk_options_free(options);
  check_nothing_left(before);
  return report();
}
