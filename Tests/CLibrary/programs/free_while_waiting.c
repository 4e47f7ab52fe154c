/* An operation is freed while another thread waits for it, and so is its client: the waiting ends, and nothing
   crashes. What the wait says depends on who was first. */
#include "server.h"
#include <pthread.h>

enum { TIMES = 30 };

static chunk_operation *operation;

static void *wait_for_it(void *what) {
  chunk_event *event = NULL;
  int32_t outcome = CHUNK_EVENT;
  while (outcome == CHUNK_EVENT) {
    outcome = what ? chunk_operation_next_event(operation, 20000, &event) : chunk_operation_wait(operation, 20000);
    chunk_event_free(event);
    event = NULL;
  }
  CHECK(outcome == CHUNK_OVER || outcome == CHUNK_MISUSED);
  return NULL;
}

int main(int count, char **arguments) {
  struct inventory before = take_inventory();
  if (count != 2) return 2;
  for (int turn = 0; turn < TIMES; turn++) {
    pthread_t threads[2];
    double began;
    chunk_client *client = server_client();
    operation = start_upload(client, arguments[1], "freed.bin", NULL);
    pthread_create(&threads[0], NULL, wait_for_it, NULL);
    pthread_create(&threads[1], NULL, wait_for_it, client);
    /* Sometimes before the wait has begun, and sometimes after. */
    sleep_ms(turn);
    began = now();
    if (turn % 2) chunk_client_free(client);
    chunk_operation_free(operation);
    if (turn % 2 == 0) chunk_client_free(client);
    for (int index = 0; index < 2; index++) pthread_join(threads[index], NULL);
    CHECK(now() - began < 1);
  }
  check_nothing_left(before);
  return report();
}
