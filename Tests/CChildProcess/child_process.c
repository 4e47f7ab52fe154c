#define _GNU_SOURCE
#include "child_process.h"

#include <spawn.h>

int child_process_start(const char *path, char *const *arguments, char *const *environment, const char *directory,
                        const int descriptors[3], pid_t *number) {
  posix_spawn_file_actions_t actions;
  int target, code = posix_spawn_file_actions_init(&actions);
  if (code) return code;
  for (target = 0; !code && target < 3; target++)
    if (descriptors[target] >= 0) code = posix_spawn_file_actions_adddup2(&actions, descriptors[target], target);
  if (!code && directory) code = posix_spawn_file_actions_addchdir_np(&actions, directory);
#ifdef __linux__
  if (!code) code = posix_spawn_file_actions_addclosefrom_np(&actions, 3);
#endif
  if (!code) code = posix_spawn(number, path, &actions, NULL, arguments, environment);
  posix_spawn_file_actions_destroy(&actions);
  return code;
}
