#include "every_function.h"

int main(int count, char **arguments) {
  struct inventory before = take_inventory();
  chunk_client *client = server_client();
  if (count != 2) return 2;
  version_and_table();
  options();
  tokens(client);
  errors(client);
  uploads(client, arguments[1]);
  started_uploads(client, arguments[1]);
  steps(client);
  versions(client);
  chunk_client_free(client);
  check_nothing_left(before);
  return report();
}
