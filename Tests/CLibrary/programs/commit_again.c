/* Commits a session, whose id and digest are arguments, with the parts that the server lists: it accepts the commit and
   has not finished; a second one has the file. */
#include "server.h"

static chunk_result *commit(chunk_client *client, char **arguments) {
  chunk_error *error = NULL;
  chunk_result *parts = chunk_get_file_upload_session_parts(client, arguments[1], -1, -1, NULL, &error);
  chunk_result *result;
  CHECK_NO_ERROR(&error);
  CHECK_INTEGER(chunk_result_count(parts, "/entries"), 10);
  result = chunk_create_file_upload_session_commit(client, arguments[1], chunk_result_value(parts, "/entries"),
                                                   arguments[2], NULL, &error);
  CHECK_NO_ERROR(&error);
  chunk_result_free(parts);
  return result;
}

int main(int count, char **arguments) {
  struct inventory before = take_inventory();
  chunk_client *client = server_client();
  chunk_result *result;
  if (count != 3) return 2;
  result = commit(client, arguments);
  CHECK_TEXT(chunk_result_outcome(result), "processing");
  CHECK_INTEGER(chunk_result_http_status(result), 202);
  CHECK_INTEGER(chunk_result_retry_after_ms(result), 2000);
  CHECK_TEXT(chunk_result_json(result), "null");
  CHECK(chunk_result_text(result, "/entries/0/id") == NULL);
  chunk_result_free(result);
  result = commit(client, arguments);
  CHECK_TEXT(chunk_result_outcome(result), "done");
  CHECK_INTEGER(chunk_result_http_status(result), 201);
  CHECK(chunk_result_text(result, "/entries/0/id") != NULL);
  chunk_result_free(result);
  chunk_client_free(client);
  check_nothing_left(before);
  return report();
}
