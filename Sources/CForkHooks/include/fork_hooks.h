/* What libchunk does around a fork; see ProcessHooks.swift, which has these functions. */
#ifndef LIBCHUNK_FORK_HOOKS_H
#define LIBCHUNK_FORK_HOOKS_H

void libchunk_before_fork(void);
void libchunk_after_fork(void);
void libchunk_in_child(void);

/* Uses what every call uses for the first time. */
void libchunk_warm_up(void);

#endif
