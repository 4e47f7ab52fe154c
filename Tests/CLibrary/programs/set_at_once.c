/* Eight threads set different options of one object: none of them is lost. The header fields go out with a request, in
   which the server sees them. */
#include "server.h"
#include <pthread.h>

enum { THREADS = 8, FIELDS = 100 };

static chunk_options *options;
static pthread_barrier_t barrier;

static void *set_fields(void *number) {
  pthread_barrier_wait(&barrier);
  for (int index = 0; index < FIELDS; index++) {
    char name[40];
    snprintf(name, sizeof name, "X-%d-%d", *(int *)number, index);
    CHECK_INTEGER(chunk_options_set_header(options, name, "1", NULL), 1);
  }
  return NULL;
}

int main(void) {
  struct inventory before = take_inventory();
  pthread_t threads[THREADS];
  int numbers[THREADS];
  chunk_error *error = NULL;
  chunk_client *client = server_client();
  options = chunk_options_new();
  pthread_barrier_init(&barrier, NULL, THREADS);
  for (int index = 0; index < THREADS; index++) {
    numbers[index] = index;
    pthread_create(&threads[index], NULL, set_fields, &numbers[index]);
  }
  for (int index = 0; index < THREADS; index++) pthread_join(threads[index], NULL);
  CHECK(chunk_get_file_upload_session_by_id(client, "NOSUCHSESSION", options, &error) == NULL);
  CHECK_KIND(&error, "session_gone");
  pthread_barrier_destroy(&barrier);
  chunk_options_free(options);
  chunk_client_free(client);
  check_nothing_left(before);
  return report();
}
