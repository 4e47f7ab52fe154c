/* Asks for a session by a client with options, and prints what comes of it:  client_options ID [option=value ...]
 *
 * Prints "answered", or "failed" and the error as JSON; or "no client" and the error, if the options are refused. */
#include "server.h"

int main(int count, char **arguments) {
  struct inventory before = take_inventory();
  chunk_options *options = server_options();
  chunk_client *client;
  chunk_error *error = NULL;
  if (count < 2) return 2;
  for (int index = 2; index < count; index++) {
    char *value = strchr(arguments[index], '=');
    if (!value) return 2;
    *value++ = '\0';
    set_text(options, arguments[index], value);
  }
  client = chunk_client_new(options, &error);
  chunk_options_free(options);
  CHECK(!client == !!error);
  if (client) {
    chunk_result *result = chunk_get_file_upload_session_by_id(client, arguments[1], NULL, &error);
    CHECK(!result == !!error);
    if (result) printf("answered\n");
    else printf("failed %s\n", chunk_error_json(error));
    chunk_result_free(result);
  } else {
    printf("no client %s\n", chunk_error_json(error));
  }
  chunk_error_free(error);
  chunk_client_free(client);
  check_nothing_left(before);
  return report();
}
