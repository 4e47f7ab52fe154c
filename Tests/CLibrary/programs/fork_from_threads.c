/* Several threads fork at once, each of them many times. */
#include "forks.h"
#include <pthread.h>

enum { THREADS = 3, FORKS = 50 };

static void *fork_often(void *unused) {
  for (int turn = 0; turn < FORKS; turn++) check_child(fork_and(check_new_client));
  return unused;
}

int main(void) {
  struct inventory before = take_inventory();
  pthread_t threads[THREADS];
  chunk_client *client = server_client();
  for (int index = 0; index < THREADS; index++) pthread_create(&threads[index], NULL, fork_often, NULL);
  for (int index = 0; index < THREADS; index++) pthread_join(threads[index], NULL);
  chunk_client_free(client);
  check_nothing_left(before);
  return report();
}
