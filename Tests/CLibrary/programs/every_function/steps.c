#include "steps.h"

/* No part has these digits, so the plan finds none. */
#define A_PART                                                                     \
  "[{\"offset\":0,\"size\":2097152,\"sha512\":\""                                  \
  "00000000000000000000000000000000000000000000000000000000000000000000000000000000" \
  "000000000000000000000000000000000000000000000000\"}]"

/* Where a step goes: the URL that the session names for it, or the session's id. */
static const char *where(const struct step_functions *form, chunk_result *session, const char *endpoint) {
  char pointer[100];
  const char *found;
  snprintf(pointer, sizeof pointer, form->is_by_url ? "/session_endpoints/%s" : "/id", endpoint);
  found = chunk_result_text(session, pointer);
  CHECK(found != NULL);
  return found;
}

static chunk_result *open_session(const struct step_functions *form, chunk_client *client, const char *what) {
  char name[100];
  chunk_error *error = NULL;
  chunk_result *session;
  snprintf(name, sizeof name, "%s %s.bin", what, form->form);
  session = form->create(client, "0", FILE_SIZE, name, NULL, &error);
  CHECK_NO_ERROR(&error);
  return session;
}

/* Sends all parts; returns them as a JSON array, which the caller frees. */
static char *send_parts(const struct step_functions *form, chunk_client *client, chunk_result *session) {
  static char zeros[2 * MEBIBYTE];
  char *parts = calloc(1, 100000);
  char range[100];
  int64_t part_size = 0;
  CHECK_INTEGER(chunk_result_integer(session, "/part_size", &part_size), 1);
  CHECK_INTEGER(part_size, (int64_t)sizeof zeros);
  for (int64_t offset = 0; offset < FILE_SIZE; offset += part_size) {
    int64_t size = FILE_SIZE - offset < part_size ? FILE_SIZE - offset : part_size;
    chunk_error *error = NULL;
    chunk_source *body = chunk_source_memory(zeros, (size_t)size, &error);
    chunk_result *result;
    snprintf(range, sizeof range, "bytes %lld-%lld/%lld", (long long)offset, (long long)(offset + size - 1),
             (long long)FILE_SIZE);
    result = form->part(client, where(form, session, "upload_part"), body, NULL, range, NULL, &error);
    CHECK_NO_ERROR(&error);
    if (result) {
      strcat(strcat(parts, offset ? "," : "["), chunk_result_value(result, "/part"));
    }
    chunk_result_free(result);
    chunk_source_free(body);
  }
  return strcat(parts, "]");
}

static void make_file(const struct step_functions *form, chunk_client *client) {
  chunk_error *error = NULL;
  chunk_result *session = open_session(form, client, "made");
  chunk_result *result;
  char *parts;
  result = form->plan(client, where(form, session, "plan"), A_PART, NULL, &error);
  CHECK_NO_ERROR(&error);
  CHECK_INTEGER(chunk_result_count(result, "/hits"), 0);
  chunk_result_free(result);

  parts = send_parts(form, client, session);
  result = form->get(client, where(form, session, "status"), NULL, &error);
  CHECK_NO_ERROR(&error);
  CHECK(chunk_result_text(result, "/id") != NULL);
  /* The server sends none. */
  CHECK(chunk_result_request_id(result) == NULL);
  CHECK(strncmp(chunk_result_header(result, "content-type"), "application/json", 16) == 0);
  CHECK(chunk_result_header(result, "No-Such-Field") == NULL);
  CHECK_INTEGER(chunk_result_retry_after_ms(result), -1);
  chunk_result_free(result);
  result = form->list(client, where(form, session, "list_parts"), 1, 3, NULL, &error);
  CHECK_NO_ERROR(&error);
  CHECK_INTEGER(chunk_result_count(result, "/entries"), 3);
  chunk_result_free(result);

  result = form->commit(client, where(form, session, "commit"), parts, FILE_DIGEST, NULL, &error);
  CHECK_NO_ERROR(&error);
  CHECK_TEXT(chunk_result_outcome(result), "done");
  CHECK(chunk_result_text(result, "/entries/0/id") != NULL);
  chunk_result_free(result);
  chunk_result_free(session);
  free(parts);
}

static void abort_session(const struct step_functions *form, chunk_client *client) {
  chunk_error *error = NULL;
  chunk_result *session = open_session(form, client, "aborted");
  chunk_result *result = form->abort(client, where(form, session, "abort"), NULL, &error);
  CHECK_NO_ERROR(&error);
  CHECK_INTEGER(chunk_result_http_status(result), 204);
  CHECK_TEXT(chunk_result_json(result), "null");
  chunk_result_free(result);
  CHECK(form->get(client, where(form, session, "status"), NULL, &error) == NULL);
  CHECK_KIND(&error, "session_gone");
  chunk_result_free(session);
}

void steps(chunk_client *client) {
  for (size_t index = 0; index < sizeof step_forms / sizeof step_forms[0]; index++) {
    make_file(&step_forms[index], client);
    abort_session(&step_forms[index], client);
  }
}
