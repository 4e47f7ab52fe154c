/* Up to a hundred forks in the middle of an upload: in each child a new client works, and frees what it got from the parent;
   then the parent's upload finishes. */
#include "forks.h"

enum { FORKS = 100, ENOUGH = 20 };

static chunk_client *client;
static chunk_operation *operation;

static void child(void) {
  check_new_client();
  CHECK_INTEGER(chunk_operation_wait(operation, 1000), CHUNK_FORKED);
  chunk_operation_free(operation);
  chunk_client_free(client);
  check_new_client();
}

int main(int count, char **arguments) {
  struct inventory before = take_inventory();
  int forks = 0;
  if (count != 2) return 2;
  client = server_client();
  operation = start_upload(client, arguments[1], "forked.bin", NULL);
  while (forks < FORKS && !chunk_operation_is_over(operation)) {
    check_child(fork_and(child));
    forks++;
  }
  CHECK(forks >= ENOUGH);
  CHECK_UPLOADED(operation, "forked.bin");
  chunk_operation_free(operation);
  chunk_client_free(client);
  check_nothing_left(before);
  return report();
}
