/* Two threads wait for one operation, and a third cancels it: both learn that it is over, within a second. */
#include "server.h"
#include <pthread.h>

static chunk_operation *operation;
static double over_at[2];

static void *wait_for_it(void *number) {
  int index = *(int *)number;
  CHECK_INTEGER(chunk_operation_wait(operation, 30000), CHUNK_OVER);
  over_at[index] = now();
  CHECK_FAILURE(operation, "cancelled");
  return NULL;
}

int main(int count, char **arguments) {
  struct inventory before = take_inventory();
  pthread_t threads[2];
  int numbers[2] = {0, 1};
  double cancelled_at;
  chunk_client *client = server_client();
  if (count != 2) return 2;
  operation = start_upload(client, arguments[1], "cancelled.bin", NULL);
  for (int index = 0; index < 2; index++) pthread_create(&threads[index], NULL, wait_for_it, &numbers[index]);
  wait_for_event(operation, "session_opened");
  sleep_ms(200);
  CHECK_INTEGER(chunk_operation_is_over(operation), 0);
  cancelled_at = now();
  chunk_operation_cancel(operation, CHUNK_KEEP);
  CHECK(now() - cancelled_at < 0.1);
  /* The first call decides: the session stays. */
  chunk_operation_cancel(operation, CHUNK_ABORT);
  for (int index = 0; index < 2; index++) {
    pthread_join(threads[index], NULL);
    CHECK(over_at[index] - cancelled_at < 1);
  }
  chunk_operation_free(operation);
  chunk_client_free(client);
  check_nothing_left(before);
  return report();
}
