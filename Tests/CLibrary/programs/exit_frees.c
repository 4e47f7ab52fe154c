/* What is freed late in exit(), after the library has stopped its threads: as destructors of C++ objects do, and a
   language's last finalizers. */
#include "server.h"

static chunk_client *client;
static chunk_operation *operation;
static chunk_error *old_error;

/* Registered before the library can have registered anything, so it runs after that. */
static void free_all(void) {
  chunk_error *error = NULL;
  chunk_operation_is_over(operation);
  chunk_error_kind(old_error);
  chunk_operation_cancel(operation, CHUNK_KEEP);
  chunk_operation_result(operation, &error);
  chunk_error_free(error);
  chunk_error_free(old_error);
  chunk_operation_free(operation);
  chunk_client_free(client);
}

int main(int count, char **arguments) {
  if (count != 2) return 2;
  atexit(free_all);
  alarm(5);
  client = server_client();
  operation = start_upload(client, arguments[1], "left.bin", NULL);
  chunk_operation_result(operation, &old_error);
  sleep_ms(100);
  return report();
}
