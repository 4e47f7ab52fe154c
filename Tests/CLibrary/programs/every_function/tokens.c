#include "every_function.h"

/* A client that asks for its token, and is given one or refused. */
void tokens(chunk_client *client) {
  chunk_error *error = NULL;
  chunk_client *real = chunk_client_with_token("not-used", &error);
  chunk_client *asking = client_with(options_for_token_events());
  chunk_operation *operation = chunk_start_get_file_upload_session_by_id(asking, "NONE", NULL, &error);
  wait_for_event(operation, "token_needed");
  CHECK_INTEGER(chunk_operation_give_token(operation, setting("BOX_ACCESS_TOKEN"), &error), 1);
  CHECK_FAILURE(operation, "session_gone");
  chunk_operation_free(operation);
  chunk_client_free(asking);

  asking = client_with(options_for_token_events());
  operation = chunk_start_get_file_upload_session_by_id(asking, "NONE", NULL, &error);
  wait_for_event(operation, "token_needed");
  chunk_operation_refuse_token(operation, "nobody is at home");
  CHECK_FAILURE(operation, "token_unavailable");
  chunk_operation_free(operation);
  chunk_client_free(asking);

  CHECK(real != NULL && real != client);
  CHECK_NO_ERROR(&error);
  chunk_client_free(real);
}
