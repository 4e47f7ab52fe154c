/*
 * Shows the thread sanitizer where Swift's own libraries let one thread wait for another. They are not
 * built with the sanitizer, so it would report races in what was guarded. These functions stand before
 * the libraries' of the same names (scripts/sanitize preloads them), call them, and say what happened.
 *
 * Mutex: the first attempt to lock and to unlock is compiled into our code, where the sanitizer sees it;
 * what comes when two threads meet is in libswiftSynchronization.
 *
 * Continuations: the runtime tells the sanitizer that a task is resumed and that it runs again, but not
 * the latter if it was resumed before it has got as far as to wait.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

/* Absent in programs that are not built with the sanitizer. */
__attribute__((weak)) void __tsan_acquire(void *address);
__attribute__((weak)) void __tsan_release(void *address);
__attribute__((weak)) __attribute__((swiftcall)) void *swift_task_getCurrent(void);

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

#define DEALLOCATE "swift_task_dealloc"

/* What our code calls first when it goes on after an await. */
SWIFT void chunk_deallocate(void *memory) __asm__(DEALLOCATE);

typedef SWIFT void (*deallocate_function)(void *memory);

SWIFT void chunk_deallocate(void *memory) {
  deallocate_function next = (deallocate_function)dlsym(RTLD_NEXT, DEALLOCATE);
  next(memory);
  if (!__tsan_acquire || !swift_task_getCurrent) return;
  void *task = swift_task_getCurrent();
  if (task) __tsan_acquire(task);
}
