/* A hundred forks in the middle of an upload: in each child a new client works, and frees what it got from the parent;
   then the parent's upload finishes. */
#include "forks.h"

enum { FORKS = 100 };

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
  if (count != 2) return 2;
  client = server_client();
  operation = start_upload(client, arguments[1], "forked.bin", NULL);
  for (int turn = 0; turn < FORKS; turn++) {
    CHECK_INTEGER(chunk_operation_is_over(operation), 0);
    check_child(fork_and(child));
  }
  CHECK_UPLOADED(operation, "forked.bin");
  chunk_operation_free(operation);
  chunk_client_free(client);
  check_nothing_left(before);
  return report();
}
