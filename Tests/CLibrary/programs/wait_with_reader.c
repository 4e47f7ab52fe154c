/* A wait ends when its time is up, also while a reader has something to give all the time. */
#include "server.h"

static int64_t give_slowly(void *user, void *buffer, size_t size) {
  int64_t *left = user, count = *left < 100000 ? *left : 100000;
  if ((int64_t)size < count) count = (int64_t)size;
  sleep_ms(10);
  memset(buffer, 0, (size_t)count);
  *left -= count;
  return count;
}

int main(void) {
  struct inventory before = take_inventory();
  int64_t left = 20000000;
  double began;
  chunk_error *error = NULL;
  chunk_client *client = server_client();
  chunk_source *source = chunk_source_reader(give_slowly, &left, left, &error);
  chunk_operation *operation = chunk_start_upload_big_file(client, source, "slow.bin", -1, "0", NULL, &error);
  CHECK_NO_ERROR(&error);
  for (int turn = 0; turn < 5; turn++) {
    began = now();
    CHECK_INTEGER(chunk_operation_wait(operation, 100), CHUNK_TIMED_OUT);
    CHECK(now() - began < 0.3);
  }
  CHECK_UPLOADED(operation, "slow.bin");
  chunk_operation_free(operation);
  chunk_source_free(source);
  chunk_client_free(client);
  check_nothing_left(before);
  return report();
}
