/* Forks while other threads are inside the library: no lock that one of them held stays closed in the child. */
#include "forks.h"
#include <pthread.h>

enum { THREADS = 4, FORKS = 100 };

static chunk_client *client;
static int is_over;

static void ask(chunk_client *whom) {
  chunk_error *error = NULL;
  CHECK(chunk_get_file_upload_session_by_id(whom, "NOSUCHSESSION", NULL, &error) == NULL);
  CHECK_KIND(&error, "session_gone");
}

static void *be_busy(void *unused) {
  (void)unused;
  while (!__atomic_load_n(&is_over, __ATOMIC_RELAXED)) {
    chunk_client *own = server_client();
    chunk_options *options = chunk_options_new();
    set_text(options, "description", "busy");
    ask(own);
    ask(client);
    chunk_options_free(options);
    chunk_client_free(own);
  }
  return NULL;
}

int main(void) {
  struct inventory before = take_inventory();
  pthread_t threads[THREADS];
  client = server_client();
  for (int index = 0; index < THREADS; index++) pthread_create(&threads[index], NULL, be_busy, NULL);
  for (int turn = 0; turn < FORKS; turn++) {
    double began = now();
    pid_t child = fork_and(check_new_client);
    /* Whoever forks waits for those inside, and nobody is inside for long. */
    CHECK(now() - began < 0.5);
    check_child(child);
  }
  __atomic_store_n(&is_over, 1, __ATOMIC_RELAXED);
  for (int index = 0; index < THREADS; index++) pthread_join(threads[index], NULL);
  chunk_client_free(client);
  check_nothing_left(before);
  return report();
}
