/* Children that do something with the library and say by their exit status whether it was right. */
#ifndef FORKS_H
#define FORKS_H

#include "server.h"
#include <sys/wait.h>

/* A new client works in this process: the service is asked, and answers. */
static inline void check_new_client(void) {
  chunk_error *error = NULL;
  chunk_client *client = server_client();
  CHECK(chunk_get_file_upload_session_by_id(client, "NOSUCHSESSION", NULL, &error) == NULL);
  CHECK_KIND(&error, "session_gone");
  chunk_client_free(client);
}

/* Forks; the child does this and ends, by SIGALRM if it hangs. */
static inline pid_t fork_and(void (*what)(void)) {
  pid_t child = fork();
  if (child != 0) return child;
  alarm(20);
  failed_checks = 0;
  what();
  exit(report());
}

static inline void check_child(pid_t child) {
  int status = -1;
  CHECK(child > 0);
  CHECK(waitpid(child, &status, 0) == child);
  CHECK(WIFEXITED(status));
  if (!CHECK_INTEGER(status, 0)) fprintf(stderr, "the child ended with %#x\n", (unsigned)status);
}

#endif
