/* A signal that comes while an event function runs, when nothing waits, ends the upload all the same: the interrupt
   function sees the flag that the handler has set. */
#include "signals.h"

static double sent_at;

static int32_t send_signal(void *user, chunk_operation *operation, const chunk_event *event) {
  (void)user, (void)operation;
  if (sent_at == 0 && strcmp(chunk_event_name(event), "session_opened") == 0) {
    sent_at = now();
    raise(SIGINT);
  }
  return 0;
}

static int32_t is_signalled(void *unused) { return (void)unused, signals_seen > 0; }

int main(int count, char **arguments) {
  struct inventory before = take_inventory();
  chunk_error *error = NULL;
  chunk_options *options = chunk_options_new();
  chunk_client *client = server_client();
  chunk_source *source;
  if (count != 2) return 2;
  source = path_source(arguments[1]);
  handle(SIGINT);
  CHECK_INTEGER(chunk_options_set_event_function(options, send_signal, NULL, &error), 1);
  CHECK_INTEGER(chunk_options_set_interrupt_function(options, is_signalled, NULL, &error), 1);
  CHECK(chunk_upload_big_file(client, source, "signal.bin", -1, "0", options, &error) == NULL);
  CHECK(now() - sent_at < 0.75);
  CHECK_INTEGER(signals_seen, 1);
  CHECK_KIND(&error, "interrupted");
  chunk_source_free(source);
  chunk_options_free(options);
  chunk_client_free(client);
  check_nothing_left(before);
  return report();
}
