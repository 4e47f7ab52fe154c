/* Makes handles and runs the generated calls: alone, and then on two threads at once. */
#include "misuse.h"
#include <pthread.h>

_Thread_local const char *under_way;
const char *long_text;

static const char *path;

static void complain(const char *what, const char *more) {
  fprintf(stderr, "%s: %s %s\n", under_way, what, more ? more : "");
  __atomic_add_fetch(&failed_checks, 1, __ATOMIC_RELAXED);
}

/* Whether a kind is one of some words with '|' between them. */
static int is_one_of(const char *kind, const char *kinds) {
  size_t length = strlen(kind);
  const char *found = kinds;
  while ((found = strstr(found, kind)) != NULL) {
    if ((found == kinds || found[-1] == '|') && (found[length] == '\0' || found[length] == '|')) return 1;
    found += length;
  }
  return 0;
}

void must_fail(int has_failed, chunk_error *error, const char *kinds) {
  if (!has_failed) complain("did not fail", NULL);
  if (has_failed && !error) complain("failed without an error", NULL);
  if (error && kinds && !is_one_of(chunk_error_kind(error), kinds)) {
    complain("failed otherwise:", chunk_error_kind(error));
    complain("", chunk_error_description(error));
  }
  if (error && (!chunk_error_message(error) || !chunk_error_json(error))) complain("has no message", NULL);
  chunk_error_free(error);
}

void must_fail_in_the_end(chunk_operation *operation, chunk_error *error, const char *kinds) {
  if (operation) {
    chunk_result *result;
    if (error) complain("gave an operation and an error", NULL);
    if (chunk_operation_wait(operation, 10000) != CHUNK_OVER) complain("is not over", NULL);
    result = chunk_operation_result(operation, &error);
    must_fail(result == NULL, error, kinds);
    chunk_result_free(result);
    chunk_operation_free(operation);
  } else {
    must_fail(1, error, kinds);
  }
}

void must_be(int64_t found, int64_t wanted) {
  char text[60];
  snprintf(text, sizeof text, "%lld, not %lld", (long long)found, (long long)wanted);
  if (found != wanted) complain("gave", text);
}

void drop_text(const char *text) {
  if (text && strlen(text) > 100000000) complain("gave a text without end", NULL);
}

int64_t give_nothing(void *user, void *buffer, size_t size) { return (void)user, (void)buffer, (void)size, 0; }
int32_t give_no_token(void *user, chunk_operation *operation, int32_t is_rejected) {
  return (void)user, (void)operation, (void)is_rejected, 1;
}
int32_t load_no_login(void *user, chunk_operation *operation) {
  (void)user, (void)operation;
  return 1;
}

int32_t save_no_login(void *user, chunk_operation *operation, const char *login) {
  (void)user, (void)operation, (void)login;
  return 1;
}

int32_t pass_over_event(void *user, chunk_operation *operation, const chunk_event *event) {
  return (void)user, (void)operation, (void)event, 0;
}
int32_t go_on(void *user) { return (void)user, 0; }

/* The least that the table allows. */
static void set_to_minimum(chunk_options *options, const char *name) {
  for (size_t index = 0; index < chunk_option_count(); index++) {
    if (strcmp(chunk_option_name(index), name) == 0) set_integer(options, name, chunk_option_minimum(index));
  }
}

/* A client of a port where nobody listens, so that what is sent in spite of all fails soon. */
static chunk_client *lonely_client(void) {
  chunk_options *options = chunk_options_new();
  set_text(options, "base_url", "http://127.0.0.1:1");
  set_text(options, "upload_url", "http://127.0.0.1:1/api");
  set_text(options, "access_token", "a-token");
  set_to_minimum(options, "attempts");
  set_to_minimum(options, "patience_ms");
  set_integer(options, "resume", 0);
  return client_with(options);
}

/* The event and the result come from the real server. */
static struct handles make_handles(void) {
  struct handles all = {0};
  chunk_client *client = server_client();
  all.chunk_client = lonely_client();
  all.chunk_options = chunk_options_new();
  all.chunk_source = path_source(path);
  all.chunk_operation = chunk_start_upload_big_file(all.chunk_client, all.chunk_source, "x.bin", -1, "0", NULL, NULL);
  CHECK_INTEGER(chunk_operation_wait(all.chunk_operation, 10000), CHUNK_OVER);
  CHECK(chunk_operation_result(all.chunk_operation, &all.chunk_error) == NULL);
  all.chunk_result = chunk_create_file_upload_session(client, "0", 20000000, "misuse.bin", NULL, NULL);
  {
    chunk_operation *operation = start_upload(client, path, "event.bin", NULL);
    CHECK_INTEGER(chunk_operation_next_event(operation, 10000, &all.chunk_event), CHUNK_EVENT);
    chunk_operation_free(operation);
  }
  chunk_client_free(client);
  CHECK(all.chunk_client && all.chunk_options && all.chunk_source && all.chunk_operation && all.chunk_error);
  CHECK(all.chunk_result && all.chunk_event);
  return all;
}

static void free_handles(const struct handles *all) {
  chunk_client_free(all->chunk_client);
  chunk_options_free(all->chunk_options);
  chunk_source_free(all->chunk_source);
  chunk_operation_free(all->chunk_operation);
  chunk_event_free(all->chunk_event);
  chunk_result_free(all->chunk_result);
  chunk_error_free(all->chunk_error);
}

static void *run(void *unused) {
  struct handles good = make_handles(), freed = make_handles();
  (void)unused;
  free_handles(&freed);
  good.freed_chunk_client = freed.chunk_client;
  good.freed_chunk_options = freed.chunk_options;
  good.freed_chunk_source = freed.chunk_source;
  good.freed_chunk_operation = freed.chunk_operation;
  good.freed_chunk_event = freed.chunk_event;
  good.freed_chunk_result = freed.chunk_result;
  good.freed_chunk_error = freed.chunk_error;
  call_all(&good, path);
  free_handles(&good);
  return NULL;
}

int main(int count, char **arguments) {
  struct inventory before = take_inventory();
  pthread_t thread;
  char *text = malloc(1 << 20);
  if (count != 2) return 2;
  path = arguments[1];
  memset(text, 'a', 1 << 20);
  text[(1 << 20) - 1] = '\0';
  long_text = text;
  run(NULL);
  CHECK_INTEGER(pthread_create(&thread, NULL, run, NULL), 0);
  run(NULL);
  pthread_join(thread, NULL);
  free(text);
  check_nothing_left(before);
  return report();
}
