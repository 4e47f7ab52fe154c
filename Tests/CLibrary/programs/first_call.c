/* Prints how many microseconds loading the library and a first call take, and those until a client is there. */
#include "loading.h"

int main(int count, char **arguments) {
  double began = now(), called, made;
  void *library;
  chunk_client *client;
  if (count != 2) return 2;
  library = load(arguments[1]);
  CHECK_INTEGER(FUNCTION(library, chunk_abi_version)(), CHUNK_ABI_VERSION);
  called = now();
  client = FUNCTION(library, chunk_client_with_token)("a-token", NULL);
  CHECK(client != NULL);
  made = now();
  FUNCTION(library, chunk_client_free)(client);
  printf("%.0f %.0f\n", (called - began) * 1e6, (made - began) * 1e6);
  return report();
}
