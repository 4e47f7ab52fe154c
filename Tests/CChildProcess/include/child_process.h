/* Starts a program; what posix_spawn(3) needs for it is not visible from Swift. */
#ifndef CHILD_PROCESS_H
#define CHILD_PROCESS_H

#include <sys/types.h>

/* Returns 0 and the program's number, or an error number. `directory` may be NULL; of `descriptors`, its standard input,
   output and error, -1 leaves this process's. It inherits no other. */
int child_process_start(const char *path, char *const *arguments, char *const *environment, const char *directory,
                        const int descriptors[3], pid_t *number);

#endif
