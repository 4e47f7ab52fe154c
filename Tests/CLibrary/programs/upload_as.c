/* Uploads a file with tokens that the library gets, and prints what comes of it:  upload_as FILE [option=value ...]
 *
 * Prints "done" and the file as JSON; "failed" and the error; or "no client" and the error, if the options are refused. */
#include "server.h"

int main(int count, char **arguments) {
  struct inventory before = take_inventory();
  chunk_options *options = server_options_without_token();
  chunk_client *client;
  chunk_error *error = NULL;
  int takes_tokens = 0;
  if (count < 2) return 2;
  for (int index = 2; index < count; index++) {
    char *value = strchr(arguments[index], '=');
    if (!value) return 2;
    *value++ = '\0';
    takes_tokens |= strcmp(arguments[index], "access_token") == 0;
    set_text(options, arguments[index], value);
  }
  client = chunk_client_new(options, &error);
  chunk_options_free(options);
  CHECK(!client == !!error);
  if (client) {
    chunk_operation *operation = start_upload(client, arguments[1], "as.bin", NULL);
    chunk_result *result;
    if (!takes_tokens) CHECK_INTEGER(chunk_operation_give_token(operation, "a-token-of-mine", NULL), 0);
    CHECK_INTEGER(chunk_operation_give_login(operation, "{\"refresh_token\":\"a-login-of-mine\"}", NULL), 0);
    CHECK_INTEGER(chunk_operation_login_saved(operation, NULL), 0);
    CHECK(chunk_operation_new_login(operation) == NULL);
    CHECK_INTEGER(chunk_operation_wait(operation, 100000), CHUNK_OVER);
    result = chunk_operation_result(operation, &error);
    if (result) printf("done %s\n", chunk_result_value(result, "/entries/0"));
    else printf("failed %s\n", chunk_error_json(error));
    chunk_result_free(result);
    chunk_operation_free(operation);
  } else {
    printf("no client %s\n", chunk_error_json(error));
  }
  chunk_error_free(error);
  chunk_client_free(client);
  check_nothing_left(before);
  return report();
}
