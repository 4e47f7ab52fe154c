/* How long calls take while the server says nothing: waits as long as was said, and what does not block not at all. */
#include "server.h"

static double began;

static void took(double least, double most, const char *what) {
  double seconds = now() - began;
  if (!CHECK(seconds >= least && seconds < most)) fprintf(stderr, "%s took %.3f s\n", what, seconds);
  began = now();
}

int main(int count, char **arguments) {
  struct inventory before = take_inventory();
  chunk_event *event = NULL;
  chunk_error *error = NULL;
  chunk_operation *operation;
  chunk_client *client = server_client();
  if (count != 2) return 2;
  began = now();
  operation = start_upload(client, arguments[1], "stalled.bin", NULL);
  took(0, 0.1, "the start");
  wait_for_event(operation, "session_opened");
  began = now();
  CHECK_INTEGER(chunk_operation_wait(operation, 0), CHUNK_TIMED_OUT);
  took(0, 0.05, "a wait of 0");
  CHECK_INTEGER(chunk_operation_wait(operation, 300), CHUNK_TIMED_OUT);
  took(0.3, 0.4, "a wait of 300 ms");
  while (chunk_operation_next_event(operation, 0, &event) == CHUNK_EVENT) chunk_event_free(event);
  began = now();
  CHECK_INTEGER(chunk_operation_is_over(operation), 0);
  CHECK(chunk_operation_result(operation, &error) == NULL);
  CHECK_KIND(&error, "not_over");
  took(0, 0.05, "the question for the result");
  chunk_client_free(client);
  took(0, 0.05, "freeing the client");
  chunk_operation_cancel(operation, CHUNK_KEEP);
  took(0, 0.05, "the cancellation");
  CHECK_INTEGER(chunk_operation_wait(operation, -1), CHUNK_OVER);
  took(0, 1, "the end");
  CHECK_FAILURE(operation, "cancelled");
  chunk_operation_cancel(operation, CHUNK_ABORT);
  CHECK_FAILURE(operation, "cancelled");
  began = now();
  CHECK_INTEGER(chunk_operation_wait(operation, INT64_MAX), CHUNK_OVER);
  CHECK_INTEGER(chunk_operation_wait(operation, INT64_MIN), CHUNK_OVER);
  chunk_operation_free(operation);
  took(0, 0.05, "what is over");
  check_nothing_left(before);
  return report();
}
