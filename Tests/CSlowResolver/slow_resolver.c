#define _GNU_SOURCE
#include "slow_resolver.h"

#if defined(__linux__)
#include <dlfcn.h>
#include <netdb.h>
#include <string.h>
#include <time.h>

typedef int (*look_up)(const char *, const char *, const struct addrinfo *, struct addrinfo **);

/* The test program's definition comes before libc's when libcurl's reference is bound: this stands in
   for a name server that does not answer, which a test cannot set up without owning the machine. */
__attribute__((visibility("default"))) int getaddrinfo(const char *name, const char *service,
                                                       const struct addrinfo *hints,
                                                       struct addrinfo **result) {
  const size_t length = sizeof(CHUNK_SLOW_NAME_PREFIX) - 1;
  if (name != NULL && strncmp(name, CHUNK_SLOW_NAME_PREFIX, length) == 0) {
    struct timespec left = {CHUNK_SLOW_SECONDS, 0};
    nanosleep(&left, NULL);
    return EAI_NONAME;
  }
  if (name != NULL && strcmp(name, CHUNK_UNKNOWN_NAME) == 0) return EAI_NONAME;
  look_up system = (look_up)dlsym(RTLD_NEXT, "getaddrinfo");
  return system == NULL ? EAI_FAIL : system(name, service, hints, result);
}

int chunk_slow_resolver_is_active(void) { return 1; }
#else
int chunk_slow_resolver_is_active(void) { return 0; }
#endif
