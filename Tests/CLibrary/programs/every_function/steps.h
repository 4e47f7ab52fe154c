/* The five steps of a session, each by URL and by id, and each blocking and started. */
#ifndef STEPS_H
#define STEPS_H

#include "every_function.h"

/* `where` is a URL or a session's id. */
struct step_functions {
  const char *form;
  int is_by_url;
  chunk_result *(*create)(chunk_client *client, const char *folder_id, int64_t file_size, const char *file_name,
                          const chunk_options *options, chunk_error **error);
  chunk_result *(*get)(chunk_client *client, const char *where, const chunk_options *options, chunk_error **error);
  chunk_result *(*part)(chunk_client *client, const char *where, chunk_source *body, const char *digest,
                        const char *range, const chunk_options *options, chunk_error **error);
  chunk_result *(*list)(chunk_client *client, const char *where, int64_t offset, int64_t limit,
                        const chunk_options *options, chunk_error **error);
  chunk_result *(*plan)(chunk_client *client, const char *where, const char *parts, const chunk_options *options,
                        chunk_error **error);
  chunk_result *(*commit)(chunk_client *client, const char *where, const char *parts, const char *digest,
                          const chunk_options *options, chunk_error **error);
  chunk_result *(*abort)(chunk_client *client, const char *where, const chunk_options *options, chunk_error **error);
};

extern const struct step_functions step_forms[4];

#endif
