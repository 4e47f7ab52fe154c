/* A signal with a handler ends a blocking upload in under half a second, and the same call goes on with what the
   server has. The first argument is the file, the second "first" or "again". */
#include "signals.h"

static int64_t sent_parts = -1;
static int32_t is_continued = -1;

static int32_t note(void *user, chunk_operation *operation, const chunk_event *event) {
  (void)user, (void)operation;
  if (strcmp(chunk_event_name(event), "session_opened") == 0) {
    CHECK_INTEGER(chunk_event_flag(event, "/is_continued", &is_continued), 1);
  }
  if (strcmp(chunk_event_name(event), "statistics") == 0) {
    CHECK_INTEGER(chunk_event_integer(event, "/sent_parts", &sent_parts), 1);
  }
  return 0;
}

static chunk_result *upload(chunk_client *client, const char *path, chunk_error **error) {
  chunk_options *options = chunk_options_new();
  chunk_source *source = path_source(path);
  chunk_result *result;
  CHECK_INTEGER(chunk_options_set_event_function(options, note, NULL, NULL), 1);
  set_integer(options, "parallel", 2);
  result = chunk_upload_big_file(client, source, "interrupted.bin", -1, "0", options, error);
  chunk_source_free(source);
  chunk_options_free(options);
  return result;
}

/* Interrupts the upload after a while. */
static void interrupt_it(chunk_client *client, const char *path) {
  struct later later;
  double took;
  chunk_error *error = NULL;
  chunk_result *result;
  handle(SIGINT);
  /* Not one alone: it might come while `note` runs. */
  start_sending(&later, SIGINT, 1000, 3);
  result = upload(client, path, &error);
  took = now() - later.sent_at;
  end_sending(&later);
  CHECK_INTEGER(signals_seen, 3);
  CHECK(took >= 0 && took < 0.5);
  CHECK(result == NULL);
  CHECK(chunk_error_session_id(error) != NULL);
  CHECK_KIND(&error, "interrupted");
  CHECK_INTEGER(is_continued, 0);
}

int main(int count, char **arguments) {
  struct inventory before = take_inventory();
  chunk_client *client = server_client();
  chunk_error *error = NULL;
  if (count != 3) return 2;
  if (strcmp(arguments[2], "first") == 0) {
    interrupt_it(client, arguments[1]);
  } else {
    chunk_result *result = upload(client, arguments[1], &error);
    CHECK_NO_ERROR(&error);
    CHECK_TEXT(chunk_result_text(result, "/entries/0/name"), "interrupted.bin");
    CHECK_INTEGER(is_continued, 1);
    CHECK(sent_parts > 0 && sent_parts < 10);
    chunk_result_free(result);
  }
  chunk_client_free(client);
  check_nothing_left(before);
  return report();
}
