/* The library, loaded at run time as a language binding loads it. */
#ifndef LOADING_H
#define LOADING_H

#include "check.h"
#include <dlfcn.h>

/* A function of the library by its name, with the type that the header gives it. */
#define FUNCTION(library, name) ((__typeof__(&name))function_named(library, #name))

static inline void *function_named(void *library, const char *name) {
  void *found = dlsym(library, name);
  if (found) return found;
  fprintf(stderr, "no function %s\n", name);
  exit(1);
}

static inline void *load(const char *path) {
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (library) return library;
  fprintf(stderr, "%s\n", dlerror());
  exit(1);
}

#endif
