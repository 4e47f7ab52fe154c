#include "every_function.h"

/* A source of zeros that is a file without a name. */
static chunk_source *descriptor_source(void) {
  chunk_error *error = NULL;
  chunk_source *source = NULL;
  FILE *file = tmpfile();
  CHECK(file != NULL && ftruncate(fileno(file), FILE_SIZE) == 0);
  source = chunk_source_descriptor(fileno(file), &error);
  CHECK_NO_ERROR(&error);
  fclose(file);
  return source;
}

static void is_new_version(chunk_result *result, const char *id) {
  CHECK_TEXT(chunk_result_outcome(result), "done");
  CHECK_TEXT(chunk_result_text(result, "/entries/0/id"), id);
  chunk_result_free(result);
}

void versions(chunk_client *client) {
  char id[100] = "";
  char *content = calloc(1, (size_t)FILE_SIZE);
  chunk_error *error = NULL;
  chunk_source *memory = chunk_source_memory(content, (size_t)FILE_SIZE, &error);
  chunk_source *file = descriptor_source();
  chunk_operation *operation;
  chunk_result *result = chunk_upload_big_file(client, file, "version.bin", FILE_SIZE, "0", NULL, &error);
  CHECK_NO_ERROR(&error);
  snprintf(id, sizeof id, "%s", chunk_result_text(result, "/entries/0/id"));
  chunk_result_free(result);

  content[0] = 1;
  result = chunk_upload_big_file_version(client, id, memory, -1, NULL, NULL, &error);
  CHECK_NO_ERROR(&error);
  is_new_version(result, id);
  operation = chunk_start_upload_big_file_version(client, id, file, -1, NULL, NULL, &error);
  CHECK_NO_ERROR(&error);
  CHECK_INTEGER(chunk_operation_wait(operation, -1), CHUNK_OVER);
  is_new_version(chunk_operation_result(operation, &error), id);
  CHECK_NO_ERROR(&error);
  chunk_operation_free(operation);

  result = chunk_create_file_upload_session_for_existing_file(client, id, FILE_SIZE, NULL, NULL, &error);
  CHECK_NO_ERROR(&error);
  CHECK(chunk_result_text(result, "/id") != NULL);
  chunk_result_free(result);
  operation = chunk_start_create_file_upload_session_for_existing_file(client, id, FILE_SIZE, NULL, NULL, &error);
  CHECK_INTEGER(chunk_operation_wait(operation, -1), CHUNK_OVER);
  result = chunk_operation_result(operation, &error);
  CHECK_NO_ERROR(&error);
  CHECK(chunk_result_text(result, "/id") != NULL);
  chunk_result_free(result);
  chunk_operation_free(operation);

  chunk_source_free(memory);
  chunk_source_free(file);
  free(content);
}
