/* Tokens from a function: a second one after a 401, none, and one that is always wrong. It is called on the waiting
   thread, and not once for each request. */
#include "server.h"
#include <pthread.h>

struct tokens {
  pthread_t thread;
  const char *first, *second; /* NULL: there is none */
  int asked, rejected;
};

static int32_t give(void *user, chunk_operation *operation, int32_t is_rejected) {
  struct tokens *tokens = user;
  const char *token = is_rejected ? tokens->second : tokens->first;
  chunk_error *error = NULL;
  CHECK(pthread_equal(pthread_self(), tokens->thread));
  CHECK(is_rejected == 0 || is_rejected == 1);
  tokens->asked++;
  tokens->rejected += is_rejected;
  if (!token) return 1;
  CHECK_INTEGER(chunk_operation_give_token(operation, token, &error), 1);
  CHECK_NO_ERROR(&error);
  return 0;
}

static chunk_client *client_of(struct tokens *tokens) {
  chunk_options *options = server_options_without_token();
  tokens->thread = pthread_self();
  CHECK_INTEGER(chunk_options_set_token_function(options, give, tokens, NULL), 1);
  return client_with(options);
}

static void upload(const char *path, const char *name, struct tokens tokens, int asked, int rejected, const char *kind) {
  chunk_error *error = NULL;
  chunk_client *client = client_of(&tokens);
  chunk_result *result = upload_big_file(client, path, name, "0", &error);
  CHECK_KIND(&error, kind);
  CHECK((result != NULL) == (kind == NULL));
  CHECK_INTEGER(tokens.asked, asked);
  CHECK_INTEGER(tokens.rejected, rejected);
  chunk_result_free(result);
  chunk_client_free(client);
}

int main(int count, char **arguments) {
  struct inventory before = take_inventory();
  const char *good = setting("BOX_ACCESS_TOKEN");
  struct tokens right = {0, good, NULL, 0, 0}, second = {0, "an-old-one", good, 0, 0}, none = {0, NULL, NULL, 0, 0},
                no_second = {0, "an-old-one", NULL, 0, 0}, both_wrong = {0, "an-old-one", "another", 0, 0};
  if (count != 2) return 2;
  upload(arguments[1], "right.bin", right, 1, 0, NULL);
  upload(arguments[1], "second.bin", second, 2, 1, NULL);
  upload(arguments[1], "none.bin", none, 1, 0, "token_unavailable");
  upload(arguments[1], "no second.bin", no_second, 2, 1, "token_unavailable");
  upload(arguments[1], "both wrong.bin", both_wrong, 2, 1, "unauthorized");
  check_nothing_left(before);
  return report();
}
