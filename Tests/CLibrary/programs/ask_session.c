/* Asks for each session that is named, and prints of each failure what the error says. */
#include "server.h"

int main(int count, char **arguments) {
  struct inventory before = take_inventory();
  chunk_client *client = server_client();
  for (int index = 1; index < count; index++) {
    chunk_error *error = NULL;
    chunk_result *result = chunk_get_file_upload_session_by_id(client, arguments[index], NULL, &error);
    CHECK(!result == !!error);
    if (error) {
      printf("%s %d %d %lld %s\n", chunk_error_kind(error), chunk_error_http_status(error), chunk_error_is_retriable(error),
             (long long)chunk_error_retry_after_ms(error), chunk_error_json(error));
    }
    chunk_error_free(error);
    chunk_result_free(result);
  }
  chunk_client_free(client);
  check_nothing_left(before);
  return report();
}
