/* The table of options: what it says is what is taken. Prints it, for the documents to be compared with. */
#include "check.h"
#include <inttypes.h>

static chunk_options *options;

static void takes_text(const char *name, const char *value, int is_good) {
  chunk_error *error = NULL;
  if (!CHECK_INTEGER(chunk_options_set_text(options, name, value, &error), is_good)) fprintf(stderr, "%s=%s\n", name, value);
  if (!is_good && error) CHECK(strstr(chunk_error_message(error), name) != NULL);
  CHECK_KIND(&error, is_good ? NULL : "invalid_argument");
}

static void takes_integer(const char *name, int64_t value, int is_good) {
  char text[40];
  chunk_error *error = NULL;
  if (!CHECK_INTEGER(chunk_options_set_integer(options, name, value, &error), is_good)) fprintf(stderr, "%s\n", name);
  CHECK_KIND(&error, is_good ? NULL : "invalid_argument");
  snprintf(text, sizeof text, "%" PRId64, value);
  takes_text(name, text, is_good);
}

static void check_integer_option(size_t index) {
  const char *name = chunk_option_name(index);
  int64_t least = chunk_option_minimum(index), greatest = chunk_option_maximum(index);
  takes_integer(name, least, 1);
  takes_integer(name, greatest, 1);
  if (least > INT64_MIN) takes_integer(name, least - 1, 0);
  if (greatest < INT64_MAX) takes_integer(name, greatest + 1, 0);
  takes_text(name, "99999999999999999999999", 0);
  takes_text(name, "1.5", 0);
  takes_text(name, "many", 0);
  takes_text(name, "", 0);
}

static void check_choice(size_t index) {
  const char *name = chunk_option_name(index);
  char *words = strdup(chunk_option_choices(index));
  CHECK(strchr(words, '|') != NULL);
  for (char *word = strtok(words, "|"); word; word = strtok(NULL, "|")) takes_text(name, word, 1);
  free(words);
  takes_text(name, "perhaps", 0);
  takes_text(name, "", 0);
}

static void check_option(size_t index) {
  const char *name = chunk_option_name(index), *type = chunk_option_type(index), *scope = chunk_option_scope(index);
  printf("%s %s %s %s\n", name, type, scope, chunk_option_default(index));
  CHECK(strcmp(scope, "client") == 0 || strcmp(scope, "call") == 0);
  if (strlen(chunk_option_default(index)) > 0) takes_text(name, chunk_option_default(index), 1);
  if (strcmp(type, "integer") == 0) {
    check_integer_option(index);
  } else if (strcmp(type, "flag") == 0) {
    takes_integer(name, 0, 1);
    takes_integer(name, 1, 1);
    takes_integer(name, 2, 0);
    takes_integer(name, -1, 0);
  } else if (strcmp(type, "choice") == 0) {
    check_choice(index);
  } else {
    CHECK_TEXT(type, "text");
  }
  takes_text(name, NULL, 1);
}

static void check_headers(void) {
  static const char *const bad[][2] = {{"As-User", "1\r\nX: y"}, {"As User", "1"}, {"", "1"}, {"As-User:", "1"},
                                       {"\xc3\xa9", "1"}, {"As-User", "\x01"}};
  chunk_error *error = NULL;
  CHECK_INTEGER(chunk_options_set_header(options, "As-User", "12345", &error), 1);
  for (size_t index = 0; index < sizeof bad / sizeof bad[0]; index++) {
    if (!CHECK_INTEGER(chunk_options_set_header(options, bad[index][0], bad[index][1], &error), 0))
      fprintf(stderr, "%s: %s\n", bad[index][0], bad[index][1]);
    CHECK_KIND(&error, "invalid_argument");
  }
}

int main(void) {
  options = chunk_options_new();
  for (size_t index = 0; index < chunk_option_count(); index++) check_option(index);
  takes_text("no_such_option", "1", 0);
  takes_text("", "1", 0);
  takes_text("Parallel", "1", 0);
  CHECK(chunk_option_name(chunk_option_count()) == NULL);
  CHECK(chunk_option_help(SIZE_MAX) == NULL);
  CHECK_INTEGER(chunk_option_minimum(SIZE_MAX), 0);
  check_headers();
  chunk_options_free(options);
  return report();
}
