#include "fork_hooks.h"

#include <pthread.h>

/* As the library is loaded, when nobody can be in it: what Swift's runtime does once, it does outside the gate too, and a
   thread that is in the middle of it while another one forks would leave the child waiting for ever. */
__attribute__((constructor)) static void begin(void) {
  pthread_atfork(libchunk_before_fork, libchunk_after_fork, libchunk_in_child);
  libchunk_warm_up();
}
