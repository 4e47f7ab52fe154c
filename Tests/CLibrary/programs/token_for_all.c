/* Two operations of a client wait for a token: what the first is given goes to the second, too. */
#include "server.h"

int main(int count, char **arguments) {
  struct inventory before = take_inventory();
  chunk_client *client = client_with(options_for_token_events());
  chunk_operation *first, *second;
  if (count != 2) return 2;
  first = start_upload(client, arguments[1], "first.bin", NULL);
  second = start_upload(client, arguments[1], "second.bin", NULL);
  wait_for_event(first, "token_needed");
  wait_for_event(second, "token_needed");
  CHECK_INTEGER(chunk_operation_give_token(first, setting("BOX_ACCESS_TOKEN"), NULL), 1);
  CHECK_INTEGER(chunk_operation_wait(second, 10000), CHUNK_OVER);
  if (chunk_operation_is_over(second)) CHECK_UPLOADED(second, "second.bin");
  CHECK_UPLOADED(first, "first.bin");
  chunk_operation_free(first);
  chunk_operation_free(second);
  chunk_client_free(client);
  check_nothing_left(before);
  return report();
}
