/* What the generated calls need: handles that are good, and what must come of a call that is wrong. */
#ifndef MISUSE_H
#define MISUSE_H

#include "server.h"

/* One good handle of each type, and one that was freed. */
struct handles {
  chunk_client *chunk_client, *freed_chunk_client;
  chunk_options *chunk_options, *freed_chunk_options;
  chunk_source *chunk_source, *freed_chunk_source;
  chunk_operation *chunk_operation, *freed_chunk_operation;
  chunk_event *chunk_event, *freed_chunk_event;
  chunk_result *chunk_result, *freed_chunk_result;
  chunk_error *chunk_error, *freed_chunk_error;
};

/* The call that is under way, for messages. */
extern _Thread_local const char *under_way;

extern const char *long_text;

/* The kinds that a call may fail with: "misused" for a wrong handle, words for what is wrong otherwise, NULL for any. */
#define MISUSED "misused"
#define REFUSED "invalid_argument|misused|url_refused|source_unreadable"

/* The call had to fail with a kind; the error is freed. */
void must_fail(int has_failed, chunk_error *error, const char *kinds);
/* A started operation fails at once or as its result; both are freed. */
void must_fail_in_the_end(chunk_operation *operation, chunk_error *error, const char *kinds);
/* A returned value had to be this. */
void must_be(int64_t found, int64_t wanted);
/* A call that may do what it likes, but not crash. */
void drop_text(const char *text);

int64_t give_nothing(void *user, void *buffer, size_t size);
int32_t give_no_token(void *user, chunk_operation *operation, int32_t is_rejected);
int32_t load_no_login(void *user, chunk_operation *operation);
int32_t save_no_login(void *user, chunk_operation *operation, const char *login);
int32_t pass_over_event(void *user, chunk_operation *operation, const chunk_event *event);
int32_t go_on(void *user);

/* Generated: all calls. */
void call_all(struct handles *h, const char *path);

#endif
