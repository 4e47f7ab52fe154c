/* Ends with exit() so many milliseconds after an upload began, which nobody freed; a second thread waits for it. */
#include "server.h"
#include <pthread.h>

static void *wait_for_it(void *operation) {
  chunk_operation_wait(operation, -1);
  return NULL;
}

int main(int count, char **arguments) {
  pthread_t thread;
  chunk_client *client;
  if (count != 3) return 2;
  client = server_client();
  pthread_create(&thread, NULL, wait_for_it, start_upload(client, arguments[1], "left.bin", NULL));
  sleep_ms(atoi(arguments[2]));
  exit(report());
}
