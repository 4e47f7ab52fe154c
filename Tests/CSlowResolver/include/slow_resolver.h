/* A name look-up that takes long, for tests of its cancellation. */
#ifndef CHUNK_SLOW_RESOLVER_H
#define CHUNK_SLOW_RESOLVER_H

/* A name that begins with this is looked up for CHUNK_SLOW_SECONDS, and then does not exist. Any
   other name goes to the system. Linux only: elsewhere a program cannot stand in for the system. */
#define CHUNK_SLOW_NAME_PREFIX "slow-look-up."
#define CHUNK_SLOW_SECONDS 4

/* This name does not exist, and that is known at once. */
#define CHUNK_UNKNOWN_NAME "unknown-name.invalid"

/* 1 if these names are special here. */
int chunk_slow_resolver_is_active(void);

#endif
