/* Tokens by the event "token_needed": the first, another after a 401 in the middle of an upload, and a refusal, whose
   reason the error says. One token is good for all operations of the client. */
#include "server.h"

/* Answers what an upload asks, and returns how often it did; `rejected` counts those after a 401. */
static int answer(chunk_operation *operation, const char *first, const char *later, int *rejected) {
  int asked = 0;
  chunk_event *event = NULL;
  while (chunk_operation_next_event(operation, 20000, &event) == CHUNK_EVENT) {
    if (strcmp(chunk_event_name(event), "token_needed") == 0) {
      int32_t is_rejected = -1;
      const char *token;
      CHECK_INTEGER(chunk_event_flag(event, "/is_rejected", &is_rejected), 1);
      token = is_rejected ? later : first;
      *rejected += is_rejected;
      asked++;
      if (token) CHECK_INTEGER(chunk_operation_give_token(operation, token, NULL), 1);
      else chunk_operation_refuse_token(operation, "the user is away");
    }
    chunk_event_free(event);
  }
  return asked;
}

static void refuse(const char *path) {
  int rejected = 0;
  chunk_error *error = NULL;
  chunk_client *client = client_with(options_for_token_events());
  chunk_operation *operation = start_upload(client, path, "refused.bin", NULL);
  CHECK_INTEGER(answer(operation, NULL, NULL, &rejected), 1);
  CHECK(chunk_operation_result(operation, &error) == NULL);
  CHECK(strstr(chunk_error_description(error), "the user is away") != NULL);
  CHECK_KIND(&error, "token_unavailable");
  chunk_operation_free(operation);
  chunk_client_free(client);
}

int main(int count, char **arguments) {
  struct inventory before = take_inventory();
  int rejected = 0;
  const char *good = setting("BOX_ACCESS_TOKEN"), *next;
  chunk_error *error = NULL;
  chunk_client *client = client_with(options_for_token_events());
  chunk_operation *operation;
  if (count != 3) return 2;
  next = arguments[2];
  operation = start_upload(client, arguments[1], "asked.bin", NULL);
  CHECK_INTEGER(chunk_operation_give_token(operation, "line\nbreak", &error), 0);
  CHECK_KIND(&error, "token_unavailable");
  /* The server refuses a part with 401 once. */
  CHECK_INTEGER(answer(operation, good, next, &rejected), 2);
  CHECK_INTEGER(rejected, 1);
  CHECK_UPLOADED(operation, "asked.bin");
  chunk_operation_free(operation);

  operation = start_upload(client, arguments[1], "not asked.bin", NULL);
  CHECK_INTEGER(answer(operation, NULL, NULL, &rejected), 0);
  CHECK_UPLOADED(operation, "not asked.bin");
  chunk_operation_free(operation);
  chunk_client_free(client);
  refuse(arguments[1]);
  check_nothing_left(before);
  return report();
}
