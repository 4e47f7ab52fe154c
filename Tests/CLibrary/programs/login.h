/* A login that a test keeps. */
#ifndef LOGIN_H
#define LOGIN_H

#include "server.h"
#include <pthread.h>

struct login {
  pthread_t thread;
  char text[4000];
  int loaded, saved;
  int failures; /* so many times it is not saved */
};

static inline chunk_options *login_options(struct login *login, const char *refresh_token) {
  chunk_options *options = server_options_without_token();
  login->thread = pthread_self();
  snprintf(login->text, sizeof login->text, "{\"refresh_token\":\"%s\"}", refresh_token);
  set_text(options, "client_id", "an-app");
  set_text(options, "client_secret", "the-secret-of-the-app");
  return options;
}

/* Keeps a login: 0, or 1 if it is to fail. */
static inline int keep_login(struct login *login, const char *text) {
  CHECK(text != NULL && strstr(text, "refresh_token") != NULL && strlen(text) < sizeof login->text);
  if (!text || login->failures-- > 0) return 1;
  login->saved++;
  strcpy(login->text, text);
  return 0;
}

#endif
