/* An open file, whose descriptor stands somewhere and is closed at once, and a pipe. */
#include "contents.h"
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>

struct feed {
  struct contents contents;
  int descriptor;
};

static void *feed(void *user) {
  struct feed *feed = user;
  for (size_t done = 0; done < feed->contents.size;) {
    ssize_t count = write(feed->descriptor, feed->contents.bytes + done, feed->contents.size - done);
    if (count <= 0) break;
    done += (size_t)count;
  }
  close(feed->descriptor);
  return NULL;
}

static void upload_file(chunk_client *client, const char *path, const char *sha1) {
  chunk_error *error = NULL;
  int descriptor = open(path, O_RDONLY);
  chunk_source *source;
  CHECK_INTEGER(lseek(descriptor, 12345, SEEK_SET), 12345);
  source = chunk_source_descriptor(descriptor, &error);
  CHECK_NO_ERROR(&error);
  check_upload(client, source, "descriptor.bin", -1, sha1);
  CHECK_INTEGER(lseek(descriptor, 0, SEEK_CUR), 12345);

  source = chunk_source_descriptor(descriptor, &error);
  close(descriptor);
  check_upload(client, source, "closed.bin", 20000100, sha1);
}

/* `size` is what is said of the pipe, which gives all of the contents. */
static void upload_pipe(chunk_client *client, struct contents contents, int64_t size, const char *kind) {
  int ends[2];
  pthread_t thread;
  chunk_error *error = NULL;
  struct feed from = {contents, -1};
  chunk_source *source;
  CHECK_INTEGER(pipe(ends), 0);
  from.descriptor = ends[1];
  source = chunk_source_descriptor(ends[0], &error);
  CHECK_NO_ERROR(&error);
  close(ends[0]);
  pthread_create(&thread, NULL, feed, &from);
  if (kind) {
    check_refused(client, source, "bad pipe.bin", size, kind);
  } else {
    check_upload(client, source, "pipe.bin", size, contents.sha1);
  }
  pthread_join(thread, NULL);
}

static void refuse_what_is_none(chunk_client *client) {
  chunk_error *error = NULL;
  int descriptor = open("/", O_RDONLY);
  chunk_source *source = chunk_source_descriptor(descriptor, &error);
  if (source) check_refused(client, source, "folder.bin", 20000000, "source_unreadable");
  else CHECK_KIND(&error, "source_unreadable");
  close(descriptor);
  CHECK(chunk_source_descriptor(-1, &error) == NULL);
  CHECK_KIND(&error, "source_unreadable");
  CHECK(chunk_source_descriptor(1000000, &error) == NULL);
  CHECK_KIND(&error, "source_unreadable");
}

int main(int count, char **arguments) {
  struct inventory before = take_inventory();
  struct contents contents;
  chunk_client *client = server_client();
  if (count != 3) return 2;
  signal(SIGPIPE, SIG_IGN); /* ours, for the pipes that nobody reads to the end */
  contents = read_contents(arguments[1], arguments[2]);
  upload_file(client, arguments[1], arguments[2]);
  upload_pipe(client, contents, (int64_t)contents.size, NULL);
  upload_pipe(client, contents, -1, "invalid_argument");
  upload_pipe(client, contents, (int64_t)contents.size + 1, "source_unreadable");
  upload_pipe(client, contents, (int64_t)contents.size - 1, "source_changed");
  refuse_what_is_none(client);
  free(contents.bytes);
  chunk_client_free(client);
  check_nothing_left(before);
  return report();
}
