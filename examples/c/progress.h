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

/* Shows what an event means. */
void progress_note(struct progress *progress, const chunk_event *event);

/* Ends the line, so that something else can be written. */
void progress_end(struct progress *progress);

#endif
