/* A login that functions keep: loaded once, saved after each renewal, on the thread that waits, however many uploads need
   it. One that cannot be saved is asked to be saved again. Arguments: a file and a refresh token. */
#include "login.h"

static int32_t load(void *user, chunk_operation *operation) {
  struct login *login = user;
  chunk_error *error = NULL;
  CHECK(pthread_equal(pthread_self(), login->thread));
  login->loaded++;
  CHECK_INTEGER(chunk_operation_give_login(operation, "no login", &error), 0);
  CHECK_KIND(&error, "login_required");
  CHECK_INTEGER(chunk_operation_login_saved(operation, NULL), 0);
  CHECK_INTEGER(chunk_operation_give_login(operation, login->text, &error), 1);
  CHECK_NO_ERROR(&error);
  return 0;
}

static int32_t save(void *user, chunk_operation *operation, const char *text) {
  struct login *login = user;
  CHECK(pthread_equal(pthread_self(), login->thread));
  CHECK_TEXT(chunk_operation_new_login(operation), text);
  return keep_login(login, text);
}

static int32_t refuse(void *user, chunk_operation *operation) {
  (void)user;
  (void)operation;
  return 7;
}

static chunk_client *client_of(struct login *login, const char *refresh_token, chunk_load_login_function function) {
  chunk_options *options = login_options(login, refresh_token);
  chunk_error *error = NULL;
  CHECK_INTEGER(chunk_options_set_login_functions(options, function, NULL, NULL, &error), 0);
  CHECK_KIND(&error, "invalid_argument");
  CHECK_INTEGER(chunk_options_set_login_functions(options, function, save, login, &error), 1);
  CHECK_NO_ERROR(&error);
  return client_with(options);
}

int main(int count, char **arguments) {
  struct inventory before = take_inventory();
  static struct login login, none;
  chunk_error *error = NULL;
  chunk_client *client;
  chunk_operation *uploads[3];
  char name[20];
  if (count != 3) return 2;
  login.failures = 1;
  client = client_of(&login, arguments[2], load);
  for (int index = 0; index < 3; index++) {
    snprintf(name, sizeof name, "login %d.bin", index);
    uploads[index] = start_upload(client, arguments[1], name, NULL);
  }
  for (int index = 0; index < 3; index++) {
    snprintf(name, sizeof name, "login %d.bin", index);
    CHECK_UPLOADED(uploads[index], name);
    chunk_operation_free(uploads[index]);
  }
  CHECK(login.loaded >= 1);
  CHECK(login.saved >= 1);
  CHECK(strstr(login.text, arguments[2]) == NULL);
  chunk_client_free(client);

  client = client_of(&none, "x", refuse);
  CHECK(upload_big_file(client, arguments[1], "none.bin", "0", &error) == NULL);
  CHECK(error && strstr(chunk_error_description(error), "returned 7"));
  CHECK_KIND(&error, "token_unavailable");
  chunk_client_free(client);
  check_nothing_left(before);
  return report();
}
