#include "every_function.h"

static char kept[4000] = "{\"refresh_token\":\"emulator-refresh-token\",\"client_id\":\"an-app\","
                         "\"client_secret\":\"the-secret-of-the-app\"}";

static int32_t load(void *user, chunk_operation *operation) {
  return chunk_operation_give_login(operation, user, NULL) ? 0 : 1;
}

static int32_t save(void *user, chunk_operation *operation, const char *login) {
  CHECK_TEXT(chunk_operation_new_login(operation), login);
  CHECK(strlen(login) < sizeof kept);
  strcpy(user, login);
  return 0;
}

/* Clients with a login: kept by functions, and then by events. */
static void logins(void) {
  chunk_error *error = NULL;
  chunk_options *options = server_options_without_token();
  chunk_client *client;
  chunk_operation *operation;
  char *token;
  CHECK_INTEGER(chunk_options_set_login_functions(options, load, save, kept, &error), 1);
  client = client_with(options);
  CHECK(chunk_get_file_upload_session_by_id(client, "NONE", NULL, &error) == NULL);
  CHECK_KIND(&error, "session_gone");
  chunk_client_free(client);

  /* Without its access token, so that a new one is got. */
  token = strstr(kept, "\"access_token\":\"");
  CHECK(token != NULL);
  if (token) token[1] = 'A';
  options = server_options_without_token();
  CHECK_INTEGER(chunk_options_set_login_functions(options, NULL, NULL, NULL, &error), 1);
  client = client_with(options);
  operation = chunk_start_get_file_upload_session_by_id(client, "NONE", NULL, &error);
  wait_for_event(operation, "login_needed");
  CHECK_INTEGER(chunk_operation_give_login(operation, kept, &error), 1);
  wait_for_event(operation, "login_changed");
  CHECK(chunk_operation_new_login(operation) != NULL);
  CHECK_INTEGER(chunk_operation_login_saved(operation, &error), 1);
  CHECK_FAILURE(operation, "session_gone");
  chunk_operation_free(operation);
  chunk_client_free(client);
}

/* A client that asks for its token, and is given one or refused. */
void tokens(chunk_client *client) {
  chunk_error *error = NULL;
  chunk_client *real = chunk_client_with_token("not-used", &error);
  chunk_client *asking = client_with(options_for_token_events());
  chunk_operation *operation = chunk_start_get_file_upload_session_by_id(asking, "NONE", NULL, &error);
  wait_for_event(operation, "token_needed");
  CHECK_INTEGER(chunk_operation_give_token(operation, setting("BOX_ACCESS_TOKEN"), &error), 1);
  CHECK_FAILURE(operation, "session_gone");
  chunk_operation_free(operation);
  chunk_client_free(asking);

  asking = client_with(options_for_token_events());
  operation = chunk_start_get_file_upload_session_by_id(asking, "NONE", NULL, &error);
  wait_for_event(operation, "token_needed");
  chunk_operation_refuse_token(operation, "nobody is at home");
  CHECK_FAILURE(operation, "token_unavailable");
  chunk_operation_free(operation);
  chunk_client_free(asking);

  CHECK(real != NULL && real != client);
  CHECK_NO_ERROR(&error);
  chunk_client_free(real);
  logins();
}
