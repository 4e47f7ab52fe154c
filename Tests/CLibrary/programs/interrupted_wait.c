/* A signal ends a wait, and the operation goes on. A thread of the library takes none: a signal to the process comes
   to us. */
#include "signals.h"

int main(int count, char **arguments) {
  struct inventory before = take_inventory();
  struct later later;
  chunk_event *event = NULL;
  int32_t outcome;
  chunk_client *client = server_client();
  chunk_operation *operation;
  if (count != 2) return 2;
  handle(SIGUSR1);
  operation = start_upload(client, arguments[1], "interrupted wait.bin", NULL);

  start_sending(&later, SIGUSR1, 100, 1);
  CHECK_INTEGER(chunk_operation_wait(operation, 20000), CHUNK_INTERRUPTED);
  CHECK(now() - later.sent_at < 0.5);
  end_sending(&later);
  CHECK_INTEGER(chunk_operation_is_over(operation), 0);

  start_sending(&later, SIGUSR1, 100, 1);
  do {
    outcome = chunk_operation_next_event(operation, 20000, &event);
    chunk_event_free(event);
    event = NULL;
  } while (outcome == CHUNK_EVENT);
  CHECK_INTEGER(outcome, CHUNK_INTERRUPTED);
  end_sending(&later);

  /* With the signal blocked here, nobody is left who could take it: it stays pending. */
  {
    sigset_t set, pending;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    signals_seen = 0;
    kill(getpid(), SIGUSR1);
    CHECK_INTEGER(chunk_operation_wait(operation, 200), CHUNK_TIMED_OUT);
    CHECK_INTEGER(signals_seen, 0);
    sigpending(&pending);
    CHECK(sigismember(&pending, SIGUSR1) == 1);
  }
  chunk_operation_free(operation);
  chunk_client_free(client);
  check_nothing_left(before);
  return report();
}
