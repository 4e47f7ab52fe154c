/* Uploads a file with options, and prints what came of it:  upload_with FILE NAME FILE_ID [option=value ...]
 *
 * With a FILE_ID other than "-" a new version of that file. Prints the outcome ("done", "unchanged", ...) and the file as JSON,
 * or "failed", the error as JSON. */
#include "server.h"

int main(int count, char **arguments) {
  struct inventory before = take_inventory();
  chunk_client *client = server_client();
  chunk_options *options = chunk_options_new();
  chunk_error *error = NULL;
  chunk_source *source;
  chunk_result *result;
  if (count < 4) return 2;
  for (int index = 4; index < count; index++) {
    char *value = strchr(arguments[index], '=');
    if (!value) return 2;
    *value++ = '\0';
    set_text(options, arguments[index], value);
  }
  source = path_source(arguments[1]);
  if (strcmp(arguments[3], "-") == 0) {
    result = chunk_upload_big_file(client, source, arguments[2], -1, "0", options, &error);
  } else {
    result = chunk_upload_big_file_version(client, arguments[3], source, -1, arguments[2], options, &error);
  }
  CHECK(!result == !!error);
  if (error) {
    const char *id = chunk_error_conflict_id(error), *sha1 = chunk_error_conflict_sha1(error);
    CHECK(!id == !strstr(chunk_error_json(error), "\"conflict\":{"));
    CHECK(!id || strstr(chunk_error_json(error), id));
    CHECK(!sha1 || strstr(chunk_error_json(error), sha1));
  }
  if (result) printf("%s %s\n", chunk_result_outcome(result), chunk_result_value(result, "/entries/0"));
  else printf("failed %s\n", chunk_error_json(error));
  chunk_result_free(result);
  chunk_error_free(error);
  chunk_source_free(source);
  chunk_options_free(options);
  chunk_client_free(client);
  check_nothing_left(before);
  return report();
}
