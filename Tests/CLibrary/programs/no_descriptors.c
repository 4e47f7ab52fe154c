/* A process without free descriptors gets errors, and works again when there are some. */
#include "server.h"
#include <fcntl.h>
#include <sys/resource.h>

enum { MOST = 200 };

static int taken[MOST], count_taken;

/* Takes all descriptors but so many. */
static void leave(int free_ones) {
  while (count_taken < MOST && (taken[count_taken] = open("/dev/null", O_RDONLY | O_CLOEXEC)) >= 0) count_taken++;
  CHECK(count_taken > 0 && count_taken < MOST);
  while (free_ones-- > 0) close(taken[--count_taken]);
}

static void give_back(void) {
  while (count_taken > 0) close(taken[--count_taken]);
}

/* With so few descriptors: whatever comes of it, a failure has an error. */
static void try_with(int free_ones, const char *path) {
  chunk_error *error = NULL;
  chunk_options *options = server_options();
  chunk_client *client;
  set_integer(options, "attempts", 1);
  set_integer(options, "patience_ms", 0);
  set_integer(options, "resume", 0);
  leave(free_ones);
  client = chunk_client_new(options, &error);
  CHECK(!client == !!error);
  if (client) {
    chunk_result *result = upload_big_file(client, path, "few.bin", "0", &error);
    CHECK(!result == !!error);
    chunk_result_free(result);
  }
  if (error) CHECK(strlen(chunk_error_description(error)) > 0);
  chunk_error_free(error);
  chunk_options_free(options);
  chunk_client_free(client);
  give_back();
}

int main(int count, char **arguments) {
  struct inventory before = take_inventory();
  chunk_client *client;
  chunk_error *error = NULL;
  chunk_result *result;
  struct rlimit limit = {100, 100};
  if (count != 2 || setrlimit(RLIMIT_NOFILE, &limit) != 0) return 2;
  for (int free_ones = 0; free_ones < 12; free_ones++) try_with(free_ones, arguments[1]);
  client = server_client();
  result = upload_big_file(client, arguments[1], "enough.bin", "0", &error);
  CHECK_NO_ERROR(&error);
  chunk_result_free(result);
  chunk_client_free(client);
  check_nothing_left(before);
  return report();
}
