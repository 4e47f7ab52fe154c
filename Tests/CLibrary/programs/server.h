/* The test's server, which the environment names, and clients of it. */
#ifndef SERVER_H
#define SERVER_H

#include "check.h"

#define MEBIBYTE (INT64_C(1) << 20)

static inline const char *setting(const char *name) {
  const char *value = getenv(name);
  if (value) return value;
  fprintf(stderr, "%s is not set\n", name);
  exit(2);
}

static inline void set_text(chunk_options *options, const char *name, const char *value) {
  chunk_error *error = NULL;
  CHECK_INTEGER(chunk_options_set_text(options, name, value, &error), 1);
  CHECK_NO_ERROR(&error);
}

static inline void set_integer(chunk_options *options, const char *name, int64_t value) {
  chunk_error *error = NULL;
  CHECK_INTEGER(chunk_options_set_integer(options, name, value, &error), 1);
  CHECK_NO_ERROR(&error);
}

/* Options by which a client finds the server, without a token. For tokens by events, see options_for_token_events. */
static inline chunk_options *server_options_without_token(void) {
  chunk_options *options = chunk_options_new();
  set_text(options, "base_url", setting("CHUNK_BASE_URL"));
  set_text(options, "upload_url", setting("CHUNK_UPLOAD_URL"));
  set_text(options, "state_dir", setting("CHUNK_STATE_DIR"));
  return options;
}

/* The same; tokens are asked for by events. */
static inline chunk_options *options_for_token_events(void) {
  chunk_options *options = server_options_without_token();
  CHECK_INTEGER(chunk_options_set_token_function(options, NULL, NULL, NULL), 1);
  return options;
}

static inline chunk_options *server_options(void) {
  chunk_options *options = server_options_without_token();
  set_text(options, "access_token", setting("BOX_ACCESS_TOKEN"));
  return options;
}

/* A client, or the end of the program: without one there is nothing to test. Frees the options. */
static inline chunk_client *client_with(chunk_options *options) {
  chunk_error *error = NULL;
  chunk_client *client = chunk_client_new(options, &error);
  chunk_options_free(options);
  if (client) return client;
  fprintf(stderr, "no client: %s\n", error ? chunk_error_description(error) : "and no error");
  exit(1);
}

static inline chunk_client *server_client(void) { return client_with(server_options()); }

/* A source of a path, which must be one. */
static inline chunk_source *path_source(const char *path) {
  chunk_error *error = NULL;
  chunk_source *source = chunk_source_path(path, &error);
  CHECK(source != NULL);
  CHECK_NO_ERROR(&error);
  return source;
}

/* An upload of a file to the root folder that is under way. */
static inline chunk_operation *start_upload(chunk_client *client, const char *path, const char *name,
                                            const chunk_options *options) {
  chunk_error *error = NULL;
  chunk_source *source = path_source(path);
  chunk_operation *operation = chunk_start_upload_big_file(client, source, name, -1, "0", options, &error);
  CHECK(operation != NULL);
  CHECK_NO_ERROR(&error);
  chunk_source_free(source);
  return operation;
}

/* Waits for an event of this name, for 20 seconds at most. */
static inline void wait_for_event(chunk_operation *operation, const char *name) {
  double end = now() + 20;
  chunk_event *event = NULL;
  int found = 0;
  while (!found && now() < end && chunk_operation_next_event(operation, 1000, &event) <= CHUNK_TIMED_OUT) {
    if (!event) {
      if (chunk_operation_is_over(operation)) break;
      continue;
    }
    found = strcmp(chunk_event_name(event), name) == 0;
    chunk_event_free(event);
    event = NULL;
  }
  if (!found) fprintf(stderr, "no event '%s'\n", name);
  CHECK(found);
}

/* The operation's result is a file, of which the name is this. */
static inline void check_uploaded(const char *file, int line, chunk_operation *operation, const char *name) {
  chunk_error *error = NULL;
  chunk_result *result = NULL;
  check_integer(file, line, chunk_operation_wait(operation, 60000), CHUNK_OVER, "the wait");
  result = chunk_operation_result(operation, &error);
  check_kind(file, line, &error, NULL);
  check_text(file, line, chunk_result_text(result, "/entries/0/name"), name, "the file's name");
  chunk_result_free(result);
}
#define CHECK_UPLOADED(operation, name) check_uploaded(__FILE__, __LINE__, (operation), (name))

/* The operation is over and has failed with this kind. */
static inline void check_failure(const char *file, int line, chunk_operation *operation, const char *kind) {
  chunk_error *error = NULL;
  check_integer(file, line, chunk_operation_wait(operation, 60000), CHUNK_OVER, "the wait");
  if (chunk_operation_result(operation, &error)) check_failed(file, line, "there is a result");
  check_kind(file, line, &error, kind);
}
#define CHECK_FAILURE(operation, kind) check_failure(__FILE__, __LINE__, (operation), (kind))

#endif
