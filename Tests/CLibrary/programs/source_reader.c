/* Bytes that a function gives: all of them, too few, none because it fails, and more than were asked for. It is
   called on the waiting thread alone, and only while somebody waits. */
#include "contents.h"
#include <pthread.h>

enum behaviour { GOOD, SMALL_STEPS, FAILS, ENDS_EARLY, RETURNS_MORE };

struct reading {
  struct contents contents;
  enum behaviour behaviour;
  size_t done;
  int calls;
};

static pthread_t waiting_thread;

static int64_t give(void *user, void *buffer, size_t size) {
  struct reading *reading = user;
  size_t count = reading->contents.size - reading->done;
  reading->calls++;
  CHECK(pthread_equal(pthread_self(), waiting_thread));
  /* Of a stream that goes on after these bytes no more is taken. */
  CHECK(size > 0 && size <= count);
  if (reading->behaviour == FAILS && reading->done > 5000000) return -1;
  if (reading->behaviour == ENDS_EARLY && reading->done > 5000000) return 0;
  if (reading->behaviour == RETURNS_MORE) return (int64_t)size + 1;
  if (reading->behaviour == SMALL_STEPS && size > 100001) size = 100001;
  if (count > size) count = size;
  memcpy(buffer, reading->contents.bytes + reading->done, count);
  reading->done += count;
  return (int64_t)count;
}

static chunk_source *reader(struct reading *reading) {
  chunk_error *error = NULL;
  chunk_source *source = chunk_source_reader(give, reading, (int64_t)reading->contents.size, &error);
  CHECK(source != NULL);
  CHECK_NO_ERROR(&error);
  return source;
}

static void fails(chunk_client *client, struct contents contents, enum behaviour behaviour, const char *kind) {
  char name[40];
  struct reading reading = {contents, behaviour, 0, 0};
  snprintf(name, sizeof name, "behaviour %d.bin", (int)behaviour);
  check_refused(client, reader(&reading), name, -1, kind);
}

static void works_while_somebody_waits(chunk_client *client, struct contents contents) {
  struct reading reading = {contents, GOOD, 0, 0};
  chunk_source *source = reader(&reading);
  chunk_operation *operation = chunk_start_upload_big_file(client, source, "started.bin", -1, "0", NULL, NULL);
  sleep_ms(300);
  CHECK_INTEGER(reading.calls, 0);
  CHECK_UPLOADED(operation, "started.bin");
  CHECK(reading.calls > 0);
  chunk_operation_free(operation);
  chunk_source_free(source);
}

int main(int count, char **arguments) {
  struct inventory before = take_inventory();
  struct reading good = {{0}, GOOD, 0, 0}, slow = {{0}, SMALL_STEPS, 0, 0};
  chunk_source *source;
  chunk_result *result;
  chunk_error *error = NULL;
  chunk_client *client = server_client();
  if (count != 3) return 2;
  waiting_thread = pthread_self();
  good.contents = slow.contents = read_contents(arguments[1], arguments[2]);
  check_upload(client, reader(&slow), "small steps.bin", -1, arguments[2]);
  source = reader(&good);
  result = chunk_upload_big_file(client, source, "good.bin", -1, "0", NULL, &error);
  CHECK(result != NULL);
  chunk_result_free(result);
  CHECK_NO_ERROR(&error);
  /* Its bytes came once. */
  check_refused(client, source, "again.bin", -1, "invalid_argument");

  fails(client, good.contents, FAILS, "source_unreadable");
  fails(client, good.contents, ENDS_EARLY, "source_unreadable");
  fails(client, good.contents, RETURNS_MORE, "source_unreadable");
  works_while_somebody_waits(client, good.contents);
  free(good.contents.bytes);
  chunk_client_free(client);
  check_nothing_left(before);
  return report();
}
