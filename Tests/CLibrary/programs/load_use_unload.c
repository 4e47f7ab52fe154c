/* Loads the library, uses it and unloads it, twenty times; the last time with an upload under way. */
#include "loading.h"

enum { CYCLES = 20 };

static chunk_client *client_of(void *library) {
  const char *const names[] = {"base_url", "CHUNK_BASE_URL", "upload_url", "CHUNK_UPLOAD_URL",
                               "access_token", "BOX_ACCESS_TOKEN", "state_dir", "CHUNK_STATE_DIR"};
  chunk_error *error = NULL;
  chunk_options *options = FUNCTION(library, chunk_options_new)();
  chunk_client *client;
  for (size_t index = 0; index < sizeof names / sizeof names[0]; index += 2) {
    CHECK_INTEGER(FUNCTION(library, chunk_options_set_text)(options, names[index], getenv(names[index + 1]), &error), 1);
  }
  client = FUNCTION(library, chunk_client_new)(options, &error);
  CHECK(client != NULL && error == NULL);
  FUNCTION(library, chunk_options_free)(options);
  return client;
}

int main(int count, char **arguments) {
  if (count != 3) return 2;
  for (int cycle = 0; cycle < CYCLES; cycle++) {
    void *library = load(arguments[1]);
    chunk_client *client = client_of(library);
    chunk_error *error = NULL;
    CHECK(FUNCTION(library, chunk_get_file_upload_session_by_id)(client, "NONE", NULL, &error) == NULL);
    CHECK_TEXT(FUNCTION(library, chunk_error_kind)(error), "session_gone");
    FUNCTION(library, chunk_error_free)(error);
    if (cycle == CYCLES - 1) {
      chunk_source *source = FUNCTION(library, chunk_source_path)(arguments[2], NULL);
      CHECK(FUNCTION(library, chunk_start_upload_big_file)(client, source, NULL, -1, "0", NULL, NULL) != NULL);
    } else {
      FUNCTION(library, chunk_client_free)(client);
    }
    CHECK_INTEGER(dlclose(library), 0);
  }
  return report();
}
