/* Six threads use the same handles at once, and all of them free them: each call works, or says that it was misused. */
#include "server.h"
#include <pthread.h>

enum { THREADS = 6, TURNS = 100 };

static chunk_client *client;
static chunk_options *options;
static chunk_source *source;
static chunk_operation *operation;
static chunk_result *result;
static chunk_error *old_error;
static pthread_barrier_t barrier;
static const char *path;

static void check_good_or(const char *kind, int is_good, chunk_error *error) {
  if (is_good) CHECK_NO_ERROR(&error);
  else CHECK_KIND(&error, kind);
}

static void use(void) {
  chunk_error *error = NULL;
  chunk_result *answer;
  int32_t is_good = chunk_options_set_text(options, "description", "text of a thread", &error);
  check_good_or("misused", is_good, error);
  error = NULL;
  is_good = chunk_options_set_header(options, "As-User", "12", &error);
  check_good_or("misused", is_good, error);
  error = NULL;
  answer = chunk_operation_result(operation, &error);
  CHECK(answer || error);
  chunk_result_free(answer);
  if (error) CHECK(strcmp(chunk_error_kind(error), "not_over") == 0 || strcmp(chunk_error_kind(error), "misused") == 0);
  chunk_error_free(error);
  /* What belongs to a handle that somebody else may free is not looked into. */
  CHECK(chunk_result_count(result, "") >= -1);
  chunk_error_is_retriable(old_error);
  chunk_operation_free(chunk_start_upload_big_file(client, source, "x.bin", -1, "0", options, NULL));
}

static void free_all(void) {
  chunk_operation_free(operation);
  chunk_source_free(source);
  chunk_options_free(options);
  chunk_result_free(result);
  chunk_error_free(old_error);
  chunk_client_free(client);
}

static void *run(void *first) {
  for (int turn = 0; turn < TURNS; turn++) {
    if (first) {
      client = server_client();
      options = chunk_options_new();
      source = path_source(path);
      operation = start_upload(client, path, "shared.bin", NULL);
      result = chunk_create_file_upload_session(client, "0", 20000000, "session.bin", NULL, NULL);
      chunk_operation_result(operation, &old_error);
    }
    pthread_barrier_wait(&barrier);
    use();
    free_all();
    use();
    pthread_barrier_wait(&barrier);
    if (first) old_error = NULL;
  }
  return NULL;
}

int main(int count, char **arguments) {
  struct inventory before = take_inventory();
  pthread_t threads[THREADS];
  int first = 1;
  if (count != 2) return 2;
  path = arguments[1];
  pthread_barrier_init(&barrier, NULL, THREADS);
  for (int index = 0; index < THREADS; index++) pthread_create(&threads[index], NULL, run, index ? NULL : &first);
  for (int index = 0; index < THREADS; index++) pthread_join(threads[index], NULL);
  pthread_barrier_destroy(&barrier);
  check_nothing_left(before);
  return report();
}
