/* Two operations in one loop of poll(2), as in a program with a loop of its own. The descriptor says when there is
   something, and only then. */
#include "server.h"
#include <poll.h>

enum { UPLOADS = 2 };

int main(int count, char **arguments) {
  struct inventory before = take_inventory();
  chunk_client *client = server_client();
  chunk_operation *operations[UPLOADS];
  struct pollfd descriptors[UPLOADS];
  int left = UPLOADS, parts = 0, wakeups = 0, idle = 0;
  const char *const names[UPLOADS] = {"first.bin", "second.bin"};
  if (count != 2) return 2;
  for (int index = 0; index < UPLOADS; index++) {
    operations[index] = start_upload(client, arguments[1], names[index], NULL);
    descriptors[index].fd = chunk_operation_descriptor(operations[index]);
    descriptors[index].events = POLLIN;
    CHECK(descriptors[index].fd >= 0);
  }
  while (left > 0 && CHECK(poll(descriptors, UPLOADS, 20000) > 0)) {
    for (int index = 0; index < UPLOADS; index++) {
      chunk_event *event = NULL;
      int32_t outcome;
      int events = 0;
      if (descriptors[index].fd < 0 || !descriptors[index].revents) continue;
      CHECK_INTEGER(descriptors[index].revents, POLLIN);
      wakeups++;
      while ((outcome = chunk_operation_next_event(operations[index], 0, &event)) == CHUNK_EVENT) {
        parts += strcmp(chunk_event_name(event), "part_acknowledged") == 0;
        chunk_event_free(event);
        events++;
      }
      if (outcome == CHUNK_OVER) {
        descriptors[index].fd = -1; /* poll passes over it */
        left--;
      } else {
        CHECK_INTEGER(outcome, CHUNK_TIMED_OUT);
        idle += events == 0;
      }
    }
  }
  /* Now and then somebody else was faster; but a descriptor that always can be read would spin. */
  CHECK(wakeups > 0 && idle <= wakeups / 2);
  CHECK_INTEGER(parts, 10 * UPLOADS);
  for (int index = 0; index < UPLOADS; index++) {
    CHECK_UPLOADED(operations[index], names[index]);
    chunk_operation_free(operations[index]);
  }
  chunk_client_free(client);
  check_nothing_left(before);
  return report();
}
