/* The sample's bytes, and what the service says of a file that was made of them. */
#ifndef CONTENTS_H
#define CONTENTS_H

#include "server.h"

struct contents {
  char *bytes;
  size_t size;
  const char *sha1;
};

static inline struct contents read_contents(const char *path, const char *sha1) {
  struct contents contents = {NULL, 0, sha1};
  FILE *file = fopen(path, "rb");
  if (!file) exit(2);
  fseek(file, 0, SEEK_END);
  contents.size = (size_t)ftell(file);
  rewind(file);
  contents.bytes = malloc(contents.size);
  if (!contents.bytes || fread(contents.bytes, 1, contents.size, file) != contents.size) exit(2);
  fclose(file);
  return contents;
}

/* Uploads a source, which is freed; the file must have the sample's SHA-1. */
static inline void check_upload(chunk_client *client, chunk_source *source, const char *name, int64_t size,
                                const char *sha1) {
  chunk_error *error = NULL;
  chunk_result *result = chunk_upload_big_file(client, source, name, size, "0", NULL, &error);
  if (!CHECK_NO_ERROR(&error)) fprintf(stderr, "in %s\n", name);
  CHECK_TEXT(chunk_result_text(result, "/entries/0/sha1"), sha1);
  CHECK_TEXT(chunk_result_text(result, "/entries/0/name"), name);
  chunk_result_free(result);
  chunk_source_free(source);
}

/* Uploads a source, which is freed; this must fail with this kind. */
static inline void check_refused(chunk_client *client, chunk_source *source, const char *name, int64_t size,
                                 const char *kind) {
  chunk_error *error = NULL;
  CHECK(chunk_upload_big_file(client, source, name, size, "0", NULL, &error) == NULL);
  if (!CHECK_KIND(&error, kind)) fprintf(stderr, "in %s\n", name);
  chunk_source_free(source);
}

#endif
