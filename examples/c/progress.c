#define _POSIX_C_SOURCE 200809L

#include "progress.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static double seconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

void progress_begin(struct progress *progress) {
  memset(progress, 0, sizeof *progress);
  progress->is_terminal = isatty(STDERR_FILENO);
  progress->percent = -1;
  progress->began = seconds();
  progress->first_bytes = -1;
}

void progress_end(struct progress *progress) {
  if (progress->is_line_open) fputc('\n', stderr);
  progress->is_line_open = 0;
}

static void show(struct progress *progress, int64_t done, int64_t total) {
  double now = seconds(), rate;
  int percent = total > 0 ? (int)(100 * (double)done / (double)total) : 100;
  if (progress->first_bytes < 0) progress->first_bytes = done;
  /* A terminal is written to five times a second, and a log when another tenth is done. */
  if (progress->is_terminal ? now - progress->shown_at < 0.2 && done < total : percent / 10 == progress->percent / 10) {
    return;
  }
  rate = now > progress->began ? (double)(done - progress->first_bytes) / (now - progress->began) : 0;
  fprintf(stderr, "%s%3d%%  %.1f of %.1f MB, %.1f MB/s%s", progress->is_terminal ? "\r" : "", percent, (double)done / 1e6,
          (double)total / 1e6, rate / 1e6, progress->is_terminal ? "   " : "\n");
  progress->is_line_open = progress->is_terminal;
  progress->shown_at = now;
  progress->percent = percent;
}

/* Events that are not known here are passed over: later versions of the library may have more. */
void progress_note(struct progress *progress, const chunk_event *event) {
  const char *name = chunk_event_name(event);
  int64_t done = 0, total = 0;
  int32_t is_continued = 0;
  if (strcmp(name, "progress") == 0) {
    chunk_event_integer(event, "/acknowledged_bytes", &done);
    chunk_event_integer(event, "/total_bytes", &total);
    show(progress, done, total);
  } else if (strcmp(name, "session_opened") == 0) {
    if (chunk_event_flag(event, "/is_continued", &is_continued) && is_continued) {
      fputs("going on with an upload that was begun before\n", stderr);
    }
  } else if (strcmp(name, "retrying") == 0 || strcmp(name, "throttled") == 0 || strcmp(name, "notice") == 0) {
    progress_end(progress);
    fprintf(stderr, "%s: %s\n", name, chunk_event_text(event, "/message"));
  }
}
