#include "every_function.h"

void version_and_table(void) {
  size_t count = chunk_option_count();
  CHECK_TEXT(chunk_version(), CHUNK_VERSION);
  CHECK_INTEGER(chunk_abi_version(), CHUNK_ABI_VERSION);
  CHECK(strlen(chunk_build_information()) > 0);
  CHECK(!strchr(chunk_build_information(), '\n'));
  CHECK(count > 0);
  for (size_t index = 0; index < count; index++) {
    CHECK(strlen(chunk_option_name(index)) > 0);
    CHECK(strlen(chunk_option_help(index)) > 0);
    CHECK(strlen(chunk_option_type(index)) > 0);
    CHECK(strlen(chunk_option_scope(index)) > 0);
    CHECK(chunk_option_default(index) != NULL);
    CHECK(chunk_option_choices(index) != NULL);
    CHECK(chunk_option_minimum(index) <= chunk_option_maximum(index));
  }
}

static int32_t on_event(void *user, chunk_operation *operation, const chunk_event *event) {
  return !user || !operation || !event;
}

static int32_t on_signal(void *user) { return user != NULL; }

static int32_t on_token(void *user, chunk_operation *operation, int32_t is_rejected) {
  return !user || !operation || is_rejected;
}

void options(void) {
  int user = 0;
  chunk_error *error = NULL;
  chunk_options *options = chunk_options_new();
  CHECK(options != NULL);
  set_text(options, "description", "a text");
  set_text(options, "description", NULL);
  set_integer(options, "parallel", 2);
  CHECK_INTEGER(chunk_options_set_header(options, "As-User", "12", &error), 1);
  CHECK_INTEGER(chunk_options_set_header(options, "As-User", NULL, &error), 1);
  CHECK_INTEGER(chunk_options_set_event_function(options, on_event, &user, &error), 1);
  CHECK_INTEGER(chunk_options_set_interrupt_function(options, on_signal, &user, &error), 1);
  CHECK_INTEGER(chunk_options_set_token_function(options, on_token, &user, &error), 1);
  CHECK_NO_ERROR(&error);
  chunk_options_free(options);
}

void errors(chunk_client *client) {
  chunk_error *error = NULL;
  chunk_result *result = chunk_get_file_upload_session_by_id(client, "NOSUCHSESSION", NULL, &error);
  CHECK(result == NULL);
  CHECK(error != NULL);
  CHECK_INTEGER(chunk_error_http_status(error), 404);
  CHECK_TEXT(chunk_error_box_code(error), "upload_session_not_found");
  CHECK(strlen(chunk_error_message(error)) > 0);
  CHECK(strlen(chunk_error_remedy(error)) > 0);
  CHECK(strstr(chunk_error_description(error), chunk_error_message(error)) != NULL);
  CHECK(strstr(chunk_error_json(error), "\"box_error\"") != NULL);
  CHECK(chunk_error_request_id(error) != NULL);
  CHECK(chunk_error_session_id(error) == NULL);
  CHECK(chunk_error_conflict_id(error) == NULL);
  CHECK(chunk_error_conflict_sha1(error) == NULL);
  CHECK_INTEGER(chunk_error_is_retriable(error), 0);
  CHECK_INTEGER(chunk_error_retry_after_ms(error), -1);
  CHECK_KIND(&error, "session_gone");
}
