/* Bytes in memory: uploaded twice from one source, and let go of at once when an operation that is under way is
   freed. */
#include "contents.h"
#include <sys/mman.h>

static chunk_source *memory_source(const void *bytes, size_t size) {
  chunk_error *error = NULL;
  chunk_source *source = chunk_source_memory(bytes, size, &error);
  CHECK(source != NULL);
  CHECK_NO_ERROR(&error);
  return source;
}

/* Whoever reads the bytes after the operation was freed ends this process. */
static void free_under_way(chunk_client *client, struct contents contents, int delay_ms) {
  char *bytes = mmap(NULL, contents.size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  chunk_source *source = memory_source(bytes, contents.size);
  chunk_operation *operation;
  double began;
  memcpy(bytes, contents.bytes, contents.size);
  operation = chunk_start_upload_big_file(client, source, "freed.bin", (int64_t)contents.size, "0", NULL, NULL);
  CHECK(operation != NULL);
  chunk_source_free(source);
  sleep_ms(delay_ms);
  began = now();
  chunk_operation_free(operation);
  CHECK(now() - began < 0.5);
  munmap(bytes, contents.size);
}

int main(int count, char **arguments) {
  struct inventory before = take_inventory();
  struct contents contents;
  chunk_error *error = NULL;
  chunk_source *source;
  chunk_result *result;
  chunk_client *client = server_client();
  if (count != 3) return 2;
  contents = read_contents(arguments[1], arguments[2]);
  source = memory_source(contents.bytes, contents.size);
  result = chunk_upload_big_file(client, source, "once.bin", -1, "0", NULL, &error);
  CHECK_NO_ERROR(&error);
  chunk_result_free(result);
  check_upload(client, source, "memory.bin", (int64_t)contents.size, contents.sha1);

  check_refused(client, memory_source(contents.bytes, 100), "small.bin", -1, "invalid_argument");
  check_refused(client, memory_source("", 0), "empty.bin", -1, "invalid_argument");
  for (int turn = 0; turn < 30; turn++) free_under_way(client, contents, turn * 5);
  free(contents.bytes);
  chunk_client_free(client);
  check_nothing_left(before);
  return report();
}
