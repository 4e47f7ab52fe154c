/* upload - sends a big file to Box.
 *
 *     BOX_ACCESS_TOKEN=... ./upload [-f FOLDER] [-n NAME] [-p PARTS] [-r BYTES_PER_SECOND] FILE
 *
 * Ctrl-C stops it; the same command then goes on with what the server has. */
#define _POSIX_C_SOURCE 200809L

#include "progress.h"

#include <chunk.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What sysexits.h calls EX_TEMPFAIL: try again later. */
enum { DONE = 0, FAILED = 1, USAGE = 2, TRY_AGAIN = 75, INTERRUPTED = 130 };

struct command {
  const char *folder, *name, *path;
};

static void usage(void) {
  fputs("usage: upload [-f FOLDER] [-n NAME] [-p PARTS] [-r BYTES_PER_SECOND] FILE\n", stderr);
  exit(USAGE);
}

/* Sets an option, or says what it takes and ends the program. */
static void set(chunk_options *options, const char *name, const char *value) {
  chunk_error *error = NULL;
  if (chunk_options_set_text(options, name, value, &error)) return;
  fprintf(stderr, "upload: %s\n", chunk_error_description(error));
  chunk_error_free(error);
  exit(USAGE);
}

/* Options of both scopes: those of a call, given to a client, are the defaults of its operations. */
static struct command read_arguments(int count, char **arguments, chunk_options *options) {
  struct command command = {"0", NULL, NULL};
  int letter;
  while ((letter = getopt(count, arguments, "f:n:p:r:")) != -1) {
    switch (letter) {
    case 'f': command.folder = optarg; break;
    case 'n': command.name = optarg; break;
    case 'p': set(options, "parallel", optarg); break;
    case 'r': set(options, "limit_rate", optarg); break;
    default: usage();
    }
  }
  if (optind != count - 1) usage();
  command.path = arguments[optind];
  return command;
}

static void read_environment(chunk_options *options) {
  static const char *const settings[][2] = {
      {"BOX_ACCESS_TOKEN", "access_token"}, {"CHUNK_BASE_URL", "base_url"}, {"CHUNK_UPLOAD_URL", "upload_url"},
      {"CHUNK_CA_FILE", "ca_file"},         {"CHUNK_STATE_DIR", "state_dir"},   {"CHUNK_PROXY", "proxy"},
      {"BOX_CONFIG_FILE", "jwt_config_file"}, {"BOX_CLIENT_ID", "client_id"},   {"BOX_CLIENT_SECRET", "client_secret"},
      {"BOX_ENTERPRISE_ID", "enterprise_id"}, {"BOX_USER_ID", "user_id"},       {"CHUNK_AS_USER", "as_user"}};
  size_t index;
  for (index = 0; index < sizeof settings / sizeof settings[0]; index++) {
    const char *value = getenv(settings[index][0]);
    if (value) set(options, settings[index][1], value);
  }
  if (!getenv("BOX_ACCESS_TOKEN") && !getenv("BOX_CONFIG_FILE") && !getenv("BOX_CLIENT_ID")) {
    fputs("upload: set BOX_ACCESS_TOKEN to a token from the developer console of your Box app, or BOX_CONFIG_FILE to\n"
          "the app's JSON, or BOX_CLIENT_ID, BOX_CLIENT_SECRET and BOX_ENTERPRISE_ID\n", stderr);
    exit(USAGE);
  }
}

static volatile sig_atomic_t is_stopped;

/* With a handler a signal interrupts the upload; without one it would end the program. */
static void on_signal(int number) {
  (void)number;
  is_stopped = 1;
}

/* Asked when a signal has come, and now and then besides: it might have come while the library was not waiting. */
static int32_t should_stop(void *unused) {
  (void)unused;
  return is_stopped;
}

static int32_t on_event(void *progress, chunk_operation *operation, const chunk_event *event) {
  (void)operation;
  progress_note(progress, event);
  return 0;
}

static void handle_signals(void) {
  static const int numbers[] = {SIGINT, SIGTERM};
  struct sigaction action;
  size_t index;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_signal;
  action.sa_flags = (int)SA_RESETHAND; /* a second one ends the program at once */
  for (index = 0; index < sizeof numbers / sizeof numbers[0]; index++) sigaction(numbers[index], &action, NULL);
}

/* Says what happened and what can be done, and returns the exit status. */
static int explain(const chunk_error *error) {
  const char *session = chunk_error_session_id(error);
  if (strcmp(chunk_error_kind(error), "interrupted") == 0) {
    fprintf(stderr, "upload: interrupted; the same command goes on with it%s%s\n", session ? ", in session " : "",
            session ? session : "");
    return INTERRUPTED;
  }
  fprintf(stderr, "upload: %s\n", chunk_error_description(error));
  if (!chunk_error_is_retriable(error)) return FAILED;
  fputs("upload: this may pass; the same command tries again, and sends only what is missing\n", stderr);
  return TRY_AGAIN;
}

static int upload(chunk_client *client, const struct command *command, chunk_options *options) {
  struct progress progress;
  chunk_error *error = NULL;
  chunk_result *result = NULL;
  chunk_source *source = chunk_source_path(command->path, &error);
  int status = DONE;
  progress_begin(&progress);
  if (source && chunk_options_set_event_function(options, on_event, &progress, &error) &&
      chunk_options_set_interrupt_function(options, should_stop, NULL, &error)) {
    handle_signals();
    result = chunk_upload_big_file(client, source, command->name, -1, command->folder, options, &error);
  }
  progress_end(&progress);
  if (result) {
    printf("%s\t%s\t%s\n", chunk_result_text(result, "/entries/0/id"), chunk_result_text(result, "/entries/0/sha1"),
           chunk_result_text(result, "/entries/0/name"));
  } else {
    status = explain(error);
  }
  chunk_result_free(result);
  chunk_source_free(source);
  chunk_error_free(error);
  return status;
}

int main(int count, char **arguments) {
  chunk_error *error = NULL;
  chunk_options *settings = chunk_options_new(), *options = chunk_options_new();
  struct command command = read_arguments(count, arguments, settings);
  chunk_client *client;
  int status;
  if (chunk_abi_version() != CHUNK_ABI_VERSION) {
    fprintf(stderr, "upload: this program is for version %d of libchunk's ABI\n", CHUNK_ABI_VERSION);
    return FAILED;
  }
  read_environment(settings);
  client = chunk_client_new(settings, &error);
  status = client ? upload(client, &command, options) : explain(error);
  chunk_client_free(client);
  chunk_error_free(error);
  chunk_options_free(settings);
  chunk_options_free(options);
  return status;
}
