#include "every_function.h"

struct zeros {
  int64_t left;
};

static int64_t read_zeros(void *user, void *buffer, size_t size) {
  struct zeros *zeros = user;
  size_t count = zeros->left < (int64_t)size ? (size_t)zeros->left : size;
  memset(buffer, 0, count);
  zeros->left -= (int64_t)count;
  return (int64_t)count;
}

/* Each getter of a result, on an answer that holds a file. */
static void look_at(chunk_result *result, const char *name) {
  int64_t size = 0;
  double number = 0;
  int32_t flag = 7;
  CHECK_TEXT(chunk_result_outcome(result), "done");
  CHECK_INTEGER(chunk_result_http_status(result), 201);
  CHECK_TEXT(chunk_result_text(result, "/entries/0/name"), name);
  CHECK_INTEGER(chunk_result_integer(result, "/entries/0/size", &size), 1);
  CHECK_INTEGER(chunk_result_number(result, "/entries/0/size", &number), 1);
  CHECK_INTEGER(size, FILE_SIZE);
  CHECK(number == (double)FILE_SIZE);
  CHECK_INTEGER(chunk_result_flag(result, "/entries/0/size", &flag), 0);
  CHECK_INTEGER(flag, 7);
  CHECK_INTEGER(chunk_result_count(result, "/entries"), 1);
  CHECK_INTEGER(chunk_result_count(result, "/entries/0/size"), -1);
  CHECK(strlen(chunk_result_value(result, "/entries/0")) > 2);
  CHECK(chunk_result_text(result, "/entries/1") == NULL);
  CHECK(strstr(chunk_result_json(result), "\"entries\"") != NULL);
  CHECK(strncmp(chunk_result_header(result, "content-type"), "application/json", 16) == 0);
  CHECK(chunk_result_header(result, "No-Such-Field") == NULL);
  CHECK_INTEGER(chunk_result_retry_after_ms(result), -1);
}

void uploads(chunk_client *client, const char *path) {
  struct zeros zeros = {FILE_SIZE};
  chunk_error *error = NULL;
  chunk_source *reader = chunk_source_reader(read_zeros, &zeros, FILE_SIZE, &error);
  chunk_result *result = upload_big_file(client, path, "one call.bin", "0", &error);
  CHECK_NO_ERROR(&error);
  look_at(result, "one call.bin");
  chunk_result_free(result);

  result = chunk_upload_big_file(client, reader, "reader.bin", -1, "0", NULL, &error);
  CHECK_NO_ERROR(&error);
  look_at(result, "reader.bin");
  CHECK_TEXT(chunk_result_text(result, "/entries/0/sha1"), "59cc614a395ce5b3051bb78b51d6720c28318c96");
  chunk_result_free(result);
  chunk_source_free(reader);
}

/* Each getter of an event. */
static void look_at_event(const chunk_event *event) {
  int64_t part_size = 0;
  int32_t is_continued = 7;
  if (strcmp(chunk_event_name(event), "session_opened") != 0) return;
  CHECK(strstr(chunk_event_json(event), "\"part_size\"") != NULL);
  CHECK(chunk_event_text(event, "/id") != NULL);
  CHECK_INTEGER(chunk_event_integer(event, "/part_size", &part_size), 1);
  CHECK_INTEGER(part_size, 2 * MEBIBYTE);
  CHECK_INTEGER(chunk_event_flag(event, "/is_continued", &is_continued), 1);
  CHECK_INTEGER(is_continued, 0);
}

void started_uploads(chunk_client *client, const char *path) {
  chunk_operation *operation = start_upload(client, path, "started.bin", NULL);
  chunk_event *event = NULL;
  int events = 0;
  CHECK(chunk_operation_descriptor(operation) >= 0);
  while (chunk_operation_next_event(operation, -1, &event) == CHUNK_EVENT) {
    look_at_event(event);
    chunk_event_free(event);
    events++;
  }
  CHECK(events > 10);
  CHECK_INTEGER(chunk_operation_is_over(operation), 1);
  CHECK_UPLOADED(operation, "started.bin");
  chunk_operation_free(operation);

  operation = start_upload(client, path, "cancelled.bin", NULL);
  chunk_operation_cancel(operation, CHUNK_ABORT);
  CHECK_FAILURE(operation, "cancelled");
  chunk_operation_free(operation);
}
