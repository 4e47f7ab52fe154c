/* A login by the events "login_needed" and "login_changed", none of which shows it; and one that is refused, or is not
   there. Arguments: a file and a refresh token. */
#include "login.h"

/* Answers what an upload asks; a NULL reason keeps the login, another refuses it. */
static void answer(chunk_operation *operation, struct login *login, const char *reason) {
  chunk_event *event = NULL;
  while (chunk_operation_next_event(operation, 20000, &event) == CHUNK_EVENT) {
    const char *name = chunk_event_name(event);
    CHECK(strstr(chunk_event_json(event), "refresh") == NULL);
    if (strcmp(name, "login_needed") == 0) {
      login->loaded++;
      CHECK(chunk_operation_new_login(operation) == NULL);
      if (reason) chunk_operation_refuse_token(operation, reason);
      else CHECK_INTEGER(chunk_operation_give_login(operation, login->text[0] ? login->text : NULL, NULL), 1);
    } else if (strcmp(name, "login_changed") == 0) {
      CHECK_INTEGER(chunk_operation_give_login(operation, "{\"refresh_token\":\"x\"}", NULL), 0);
      CHECK_INTEGER(keep_login(login, chunk_operation_new_login(operation)), 0);
      CHECK_INTEGER(chunk_operation_login_saved(operation, NULL), 1);
    }
    chunk_event_free(event);
  }
}

static chunk_client *client_of(struct login *login, const char *refresh_token) {
  chunk_options *options = login_options(login, refresh_token);
  CHECK_INTEGER(chunk_options_set_login_functions(options, NULL, NULL, NULL, NULL), 1);
  return client_with(options);
}

static void fail(const char *path, struct login *login, const char *refresh_token, const char *reason, const char *kind) {
  chunk_client *client = client_of(login, refresh_token);
  chunk_options *options = chunk_options_new();
  chunk_operation *operation;
  chunk_error *error = NULL;
  set_integer(options, "attempts", 1);
  set_integer(options, "patience_ms", 0);
  if (!refresh_token[0]) login->text[0] = '\0';
  operation = start_upload(client, path, "failed.bin", options);
  answer(operation, login, reason);
  CHECK(chunk_operation_result(operation, &error) == NULL);
  if (reason && error) CHECK(strstr(chunk_error_description(error), reason) != NULL);
  CHECK_KIND(&error, kind);
  chunk_operation_free(operation);
  chunk_options_free(options);
  chunk_client_free(client);
}

int main(int count, char **arguments) {
  struct inventory before = take_inventory();
  static struct login login, refused, missing, wrong;
  chunk_client *client;
  chunk_operation *operation;
  chunk_error *error = NULL;
  if (count != 3) return 2;
  client = client_of(&login, arguments[2]);
  operation = start_upload(client, arguments[1], "events.bin", NULL);
  answer(operation, &login, NULL);
  CHECK_UPLOADED(operation, "events.bin");
  chunk_operation_free(operation);
  CHECK(login.loaded >= 1 && login.saved >= 1);
  chunk_client_free(client);
  fail(arguments[1], &refused, "x", "the keychain is locked", "token_unavailable");
  fail(arguments[1], &missing, "", NULL, "login_required");
  fail(arguments[1], &wrong, "worn-out", NULL, "login_required");
  /* A blocking call has nobody to ask by events. */
  client = client_of(&wrong, "x");
  CHECK(upload_big_file(client, arguments[1], "blocking.bin", "0", &error) == NULL);
  CHECK_KIND(&error, "token_unavailable");
  chunk_client_free(client);
  check_nothing_left(before);
  return report();
}
