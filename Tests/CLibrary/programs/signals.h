/* Signals that come while a call waits. */
#ifndef SIGNALS_H
#define SIGNALS_H

#include "server.h"
#include <pthread.h>
#include <signal.h>

static volatile sig_atomic_t signals_seen;

static inline void see_signal(int number) {
  (void)number;
  signals_seen++;
}

/* Counts signals of this number; system calls are restarted where they can be, as many languages ask for. */
static inline void handle(int number) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = see_signal;
  action.sa_flags = SA_RESTART;
  sigaction(number, &action, NULL);
}

/* Sends a signal to a thread, later. */
struct later {
  pthread_t sender, target;
  int number, delay_ms, times;
  double sent_at;
};

static inline void *send_later(void *user) {
  struct later *later = user;
  for (int turn = 0; turn < later->times; turn++) {
    sleep_ms(later->delay_ms);
    later->sent_at = now();
    pthread_kill(later->target, later->number);
  }
  return NULL;
}

static inline void start_sending(struct later *later, int number, int delay_ms, int times) {
  later->target = pthread_self();
  later->number = number;
  later->delay_ms = delay_ms;
  later->times = times;
  pthread_create(&later->sender, NULL, send_later, later);
}

static inline void end_sending(struct later *later) { pthread_join(later->sender, NULL); }

#endif
