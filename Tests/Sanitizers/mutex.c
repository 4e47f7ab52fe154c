/*
 * Shows Swift's Mutex to the thread sanitizer.
 *
 * On Linux the compiler puts Mutex's first attempt to lock and to unlock into our code, where the
 * sanitizer sees it. When two threads meet, the rest is done by libswiftSynchronization, which is not
 * built with the sanitizer: it would miss that one thread waited for the other, and report a race in
 * whatever the mutex guards. So these functions stand before the library's of the same names
 * (scripts/sanitize preloads them), call them, and say what happened.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

/* Absent in programs that are not built with the sanitizer. */
__attribute__((weak)) void __tsan_acquire(void *address);
__attribute__((weak)) void __tsan_release(void *address);

/* _MutexHandle's methods, as Swift calls them: `self` is the mutex's address. */
#define SELF __attribute__((swift_context)) void *mutex
#define SWIFT __attribute__((swiftcall))
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define TRY_LOCK "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

SWIFT void chunk_lock(uint32_t thread, SELF) __asm__(LOCK);
SWIFT _Bool chunk_try_lock(SELF) __asm__(TRY_LOCK);
SWIFT void chunk_unlock(SELF) __asm__(UNLOCK);

typedef SWIFT void (*lock_function)(uint32_t thread, SELF);
typedef SWIFT _Bool (*try_lock_function)(SELF);
typedef SWIFT void (*unlock_function)(SELF);

SWIFT void chunk_lock(uint32_t thread, SELF) {
  lock_function next = (lock_function)dlsym(RTLD_NEXT, LOCK);
  next(thread, mutex);
  if (__tsan_acquire) __tsan_acquire(mutex);
}

SWIFT _Bool chunk_try_lock(SELF) {
  try_lock_function next = (try_lock_function)dlsym(RTLD_NEXT, TRY_LOCK);
  _Bool is_locked = next(mutex);
  if (is_locked && __tsan_acquire) __tsan_acquire(mutex);
  return is_locked;
}

SWIFT void chunk_unlock(SELF) {
  unlock_function next = (unlock_function)dlsym(RTLD_NEXT, UNLOCK);
  if (__tsan_release) __tsan_release(mutex);
  next(mutex);
}
