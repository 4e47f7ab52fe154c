/* Forks beside threads that make options and errors, when there was no client yet. */
#include "forks.h"
#include <pthread.h>

enum { THREADS = 4, FORKS = 200 };

static int is_over;

static void make_and_free(void) {
  chunk_error *error = NULL;
  chunk_options *options = chunk_options_new();
  CHECK_INTEGER(chunk_options_set_text(options, "no_such_option", "1", &error), 0);
  CHECK_KIND(&error, "invalid_argument");
  chunk_options_free(options);
}

static void *be_busy(void *unused) {
  while (!__atomic_load_n(&is_over, __ATOMIC_RELAXED)) make_and_free();
  return unused;
}

int main(void) {
  pthread_t threads[THREADS];
  for (int index = 0; index < THREADS; index++) pthread_create(&threads[index], NULL, be_busy, NULL);
  for (int turn = 0; turn < FORKS && failed_checks == 0; turn++) check_child(fork_and(make_and_free));
  __atomic_store_n(&is_over, 1, __ATOMIC_RELAXED);
  for (int index = 0; index < THREADS; index++) pthread_join(threads[index], NULL);
  return report();
}
