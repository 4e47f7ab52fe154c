/* Eight threads upload at once with one client, each with calls that block. */
#include "server.h"
#include <pthread.h>

enum { THREADS = 8 };

static chunk_client *client;
static const char *path;

static void *upload(void *number) {
  char name[40];
  chunk_error *error = NULL;
  chunk_result *result;
  snprintf(name, sizeof name, "thread %d.bin", *(int *)number);
  result = upload_big_file(client, path, name, "0", &error);
  CHECK_NO_ERROR(&error);
  CHECK_TEXT(chunk_result_text(result, "/entries/0/name"), name);
  chunk_result_free(result);
  return NULL;
}

int main(int count, char **arguments) {
  struct inventory before = take_inventory();
  pthread_t threads[THREADS];
  int numbers[THREADS];
  if (count != 2) return 2;
  path = arguments[1];
  client = server_client();
  for (int index = 0; index < THREADS; index++) {
    numbers[index] = index;
    CHECK_INTEGER(pthread_create(&threads[index], NULL, upload, &numbers[index]), 0);
  }
  for (int index = 0; index < THREADS; index++) pthread_join(threads[index], NULL);
  chunk_client_free(client);
  check_nothing_left(before);
  return report();
}
