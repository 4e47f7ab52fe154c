/* A line that shows how far an upload is. */
#ifndef PROGRESS_H
#define PROGRESS_H

#include <chunk.h>

struct progress {
  int is_terminal;  /* whether standard error is one: only there the line is written over itself */
  int is_line_open; /* whether the cursor is still in that line */
  int percent;      /* what was shown last */
  double began, shown_at;
  int64_t first_bytes; /* what the server had when this run began */
};

void progress_begin(struct progress *progress);

/* A chunk_event_function; `progress` is a struct progress. */
int32_t progress_note(void *progress, chunk_operation *operation, const chunk_event *event);

/* Ends the line, so that something else can be written. */
void progress_end(struct progress *progress);

#endif
