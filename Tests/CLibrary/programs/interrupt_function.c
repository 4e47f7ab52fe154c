/* An interrupt function that says "end" at the third signal; at one that comes while an event function runs; and one that
   always says "go on". And a signal that nobody handles, of which the library hears nothing. */
#include "signals.h"

static int asked, end_after;
static pthread_t asking_thread;

static int32_t decide(void *user) {
  CHECK(user == &asked);
  CHECK(pthread_equal(pthread_self(), asking_thread));
  asked++;
  return end_after > 0 && signals_seen >= end_after;
}

static chunk_result *upload(chunk_client *client, const char *path, const char *name, chunk_error **error) {
  chunk_options *options = chunk_options_new();
  chunk_source *source = path_source(path);
  chunk_result *result;
  CHECK_INTEGER(chunk_options_set_interrupt_function(options, decide, &asked, error), 1);
  result = chunk_upload_big_file(client, source, name, -1, "0", options, error);
  chunk_source_free(source);
  chunk_options_free(options);
  return result;
}

int main(int count, char **arguments) {
  struct inventory before = take_inventory();
  struct later later;
  chunk_error *error = NULL;
  chunk_result *result;
  chunk_client *client = server_client();
  if (count != 2) return 2;
  asking_thread = pthread_self();
  handle(SIGUSR1);

  end_after = 3;
  start_sending(&later, SIGUSR1, 100, 6);
  CHECK(upload(client, arguments[1], "ended.bin", &error) == NULL);
  CHECK_KIND(&error, "interrupted");
  end_sending(&later);
  CHECK(asked >= 1);

  signals_seen = end_after = asked = 0;
  start_sending(&later, SIGUSR1, 50, 10);
  result = upload(client, arguments[1], "went on.bin", &error);
  CHECK_NO_ERROR(&error);
  CHECK_TEXT(chunk_result_text(result, "/entries/0/name"), "went on.bin");
  chunk_result_free(result);
  end_sending(&later);
  CHECK_INTEGER(signals_seen, 10);
  CHECK(asked >= 5);

  /* A changed window is ignored by default, and no reason to stop. */
  asked = 0;
  start_sending(&later, SIGWINCH, 50, 10);
  result = upload_big_file(client, arguments[1], "window.bin", "0", &error);
  CHECK_NO_ERROR(&error);
  CHECK(result != NULL);
  chunk_result_free(result);
  end_sending(&later);

  chunk_client_free(client);
  check_nothing_left(before);
  return report();
}
