/* What an event function is told of an upload in which one request fails, in which order, and on which thread. */
#include "server.h"
#include <pthread.h>

struct seen {
  pthread_t thread;
  chunk_operation *operation;
  int events, opened, parts, retries, committing, statistics, finished;
  int64_t acknowledged, last_index_sum;
  char last[40];
};

static int64_t integer(const chunk_event *event, const char *pointer) {
  int64_t value = -1;
  CHECK_INTEGER(chunk_event_integer(event, pointer, &value), 1);
  return value;
}

static void note_progress(struct seen *seen, const chunk_event *event) {
  int64_t acknowledged = integer(event, "/acknowledged_bytes"), total = integer(event, "/total_bytes");
  CHECK_INTEGER(total, 20000000);
  CHECK(acknowledged >= seen->acknowledged && acknowledged <= total);
  CHECK(integer(event, "/in_flight_bytes") >= 0 && integer(event, "/wire_bytes") >= 0);
  seen->acknowledged = acknowledged;
}

static int32_t note(void *user, chunk_operation *operation, const chunk_event *event) {
  struct seen *seen = user;
  const char *name = chunk_event_name(event);
  int32_t is_skipped = 7;
  CHECK(pthread_equal(pthread_self(), seen->thread));
  CHECK(operation != NULL);
  if (seen->operation) CHECK(operation == seen->operation);
  seen->operation = operation;
  if (seen->events++ == 0) CHECK_TEXT(name, "session_opened");
  CHECK_INTEGER(seen->finished, 0);
  CHECK(chunk_event_json(event)[0] == '{');
  if (strcmp(name, "session_opened") == 0) {
    seen->opened++;
    CHECK(strlen(chunk_event_text(event, "/id")) > 0);
    CHECK_INTEGER(integer(event, "/total_parts"), 10);
    CHECK_INTEGER(integer(event, "/stored_bytes"), 0);
  } else if (strcmp(name, "progress") == 0) {
    note_progress(seen, event);
  } else if (strcmp(name, "part_acknowledged") == 0) {
    seen->parts++;
    seen->last_index_sum += integer(event, "/index");
    CHECK_INTEGER(integer(event, "/offset"), integer(event, "/index") * 2 * MEBIBYTE);
    CHECK_INTEGER(chunk_event_flag(event, "/is_skipped", &is_skipped), 1);
    CHECK_INTEGER(is_skipped, 0);
  } else if (strcmp(name, "retrying") == 0) {
    seen->retries++;
    CHECK_INTEGER(integer(event, "/attempt"), 1);
    CHECK(integer(event, "/delay_ms") >= 0);
    CHECK(strlen(chunk_event_text(event, "/message")) > 0);
  } else if (strcmp(name, "committing") == 0) {
    seen->committing++;
    CHECK_INTEGER(seen->parts, 10);
  } else if (strcmp(name, "statistics") == 0) {
    seen->statistics++;
    CHECK_INTEGER(integer(event, "/sent_parts"), 10);
    CHECK_INTEGER(integer(event, "/retries"), 1);
    CHECK(integer(event, "/elapsed_ms") > 0);
    CHECK(chunk_event_text(event, "/limited_by") != NULL);
  } else if (strcmp(name, "finished") == 0) {
    seen->finished++;
    CHECK_TEXT(chunk_event_text(event, "/file/name"), "events.bin");
  }
  return 0;
}

int main(int count, char **arguments) {
  struct inventory before = take_inventory();
  struct seen seen = {0};
  chunk_event *event = NULL;
  chunk_options *options = chunk_options_new();
  chunk_operation *operation;
  chunk_client *client = server_client();
  if (count != 2) return 2;
  seen.thread = pthread_self();
  CHECK_INTEGER(chunk_options_set_event_function(options, note, &seen, NULL), 1);
  operation = start_upload(client, arguments[1], "events.bin", options);
  chunk_options_free(options);
  /* Events go to the function alone. */
  CHECK_INTEGER(chunk_operation_next_event(operation, -1, &event), CHUNK_OVER);
  CHECK(event == NULL);
  CHECK(seen.operation == operation);
  CHECK_UPLOADED(operation, "events.bin");
  CHECK_INTEGER(seen.opened, 1);
  CHECK_INTEGER(seen.parts, 10);
  CHECK_INTEGER(seen.last_index_sum, 45);
  CHECK_INTEGER(seen.retries, 1);
  CHECK_INTEGER(seen.committing, 1);
  CHECK_INTEGER(seen.statistics, 1);
  CHECK_INTEGER(seen.finished, 1);
  CHECK_INTEGER(seen.acknowledged, 20000000);
  chunk_operation_free(operation);
  chunk_client_free(client);
  check_nothing_left(before);
  return report();
}
