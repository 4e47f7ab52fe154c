/* Checks that say where they failed and go on, and what a process has to be left with. */
#ifndef CHECK_H
#define CHECK_H

#include <chunk.h>
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int failed_checks;

static inline int check_failed(const char *file, int line, const char *what) {
  __atomic_add_fetch(&failed_checks, 1, __ATOMIC_RELAXED);
  fprintf(stderr, "%s:%d: %s\n", file, line, what);
  return 0;
}

#define CHECK(condition) ((condition) ? 1 : check_failed(__FILE__, __LINE__, #condition))

static inline int check_integer(const char *file, int line, int64_t found, int64_t wanted, const char *what) {
  char text[400];
  if (found == wanted) return 1;
  snprintf(text, sizeof text, "%s is %lld, not %lld", what, (long long)found, (long long)wanted);
  return check_failed(file, line, text);
}
#define CHECK_INTEGER(found, wanted) check_integer(__FILE__, __LINE__, (found), (wanted), #found)

static inline int check_text(const char *file, int line, const char *found, const char *wanted, const char *what) {
  char text[1000];
  if (found && strcmp(found, wanted) == 0) return 1;
  snprintf(text, sizeof text, "%s is '%s', not '%s'", what, found ? found : "(null)", wanted);
  return check_failed(file, line, text);
}
#define CHECK_TEXT(found, wanted) check_text(__FILE__, __LINE__, (found), (wanted), #found)

/* The error has this kind, or, for NULL, there is none; it is freed, and forgotten. */
static inline int check_kind(const char *file, int line, chunk_error **error, const char *kind) {
  char text[2000];
  const char *found = *error ? chunk_error_kind(*error) : NULL;
  int good = kind ? found && strcmp(found, kind) == 0 : !found;
  if (!good) {
    snprintf(text, sizeof text, "error of kind %s, not %s: %s", found ? found : "(none)", kind ? kind : "(none)",
             *error ? chunk_error_description(*error) : "");
    check_failed(file, line, text);
  }
  if (*error) chunk_error_free(*error);
  *error = NULL;
  return good;
}
#define CHECK_KIND(error, kind) check_kind(__FILE__, __LINE__, (error), (kind))
#define CHECK_NO_ERROR(error) check_kind(__FILE__, __LINE__, (error), NULL)

static inline double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static inline void sleep_ms(int milliseconds) {
  struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
  while (nanosleep(&time, &time) != 0) continue;
}

static inline int count_entries(const char *folder) {
  int count = 0;
  DIR *entries = opendir(folder);
  if (!entries) return -1;
  while (readdir(entries)) count++;
  closedir(entries);
  return count;
}

/* How many threads and descriptors the process has. */
struct inventory {
  int threads, descriptors;
};

static inline struct inventory take_inventory(void) {
  struct inventory found = {count_entries("/proc/self/task"), count_entries("/proc/self/fd")};
  return found;
}

/* Within a second the process has the threads and descriptors that it had. */
static inline void check_nothing_left(struct inventory before) {
  double end = now() + 1;
  struct inventory after = take_inventory();
  while ((after.threads != before.threads || after.descriptors != before.descriptors) && now() < end) {
    sleep_ms(5);
    after = take_inventory();
  }
  CHECK_INTEGER(after.threads, before.threads);
  CHECK_INTEGER(after.descriptors, before.descriptors);
}

/* What main returns. */
static inline int report(void) { return failed_checks == 0 ? 0 : 1; }

#endif
