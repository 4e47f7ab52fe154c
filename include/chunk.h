/*
 * chunk.h - libchunk: big files to Box, from C and from any language that can call C.
 *
 *     chunk_error *error = NULL;
 *     chunk_client *client = chunk_client_with_token(token, &error);
 *     chunk_result *file = upload_big_file(client, "disk.img", NULL, "0", &error);
 *     if (file) puts(chunk_result_text(file, "/entries/0/id"));
 *     else      fprintf(stderr, "%s\n", chunk_error_description(error));
 *     chunk_result_free(file); chunk_error_free(error); chunk_client_free(client);
 *
 * The rules, which hold for every function unless its comment says otherwise (docs/c-api.md has more):
 *
 * Handles    Every `chunk_...` pointer is a handle, not an address. NULL, a handle of another type and one
 *            that was freed are told apart from good ones and give an error (CHUNK_MISUSED, NULL or 0), never
 *            a crash. Handles may be freed in any order.
 * Ownership  What a function returns as `chunk_... *` is yours: give it to its `..._free`. Text that is
 *            returned (`const char *`) belongs to the object it was asked of and lives as long as it does; text of
 *            functions without an object lives for ever. Text and bytes that you pass are copied, where no other
 *            is said.
 * Text       UTF-8, ended by a NUL. Other bytes give an error.
 * Errors     A last parameter `chunk_error **error` may be NULL. On failure it receives an error, which is yours;
 *            what was in it is overwritten, not freed. On success it is not touched.
 * Threads    Any function may be called from any thread, on the same objects too. Your functions (token, login, reader,
 *            event, interrupt) are only ever called on the thread that is inside a call of this library which waits.
 * Blocking   "Blocks" is said where it is so. Nothing else waits for a server or a disk.
 * Signals    The library installs no handler and its threads take no signal. A wait that a signal interrupts
 *            returns CHUNK_INTERRUPTED, so that your language's handler can run.
 * fork       In a child, the parent's handles give the error "forked" and freeing them does nothing. A new client
 *            works there.
 */
#ifndef CHUNK_H
#define CHUNK_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ------------------------------------------------------------------------------------------------
 * Version
 * --------------------------------------------------------------------------------------------- */

/* The version of this header. */
#define CHUNK_VERSION "0.1.0"

/* The ABI that this header describes, which is the number in libchunk.so.1. Within it functions, options, event
   names and error kinds are added and never changed or taken away. */
#define CHUNK_ABI_VERSION 1

/* The library's version, such as "0.1.0". Since 0.1. */
const char *chunk_version(void);

/* The library's ABI version; compare it with CHUNK_ABI_VERSION when you load the library at run time. Since 0.1. */
int32_t chunk_abi_version(void);

/* What the library was built with, for a bug report: one line of text. Since 0.1. */
const char *chunk_build_information(void);

/* ------------------------------------------------------------------------------------------------
 * Objects
 * --------------------------------------------------------------------------------------------- */

/* A connection pool, credentials and settings; good for any number of operations at once. */
typedef struct chunk_client chunk_client;
/* Settings: of a client, or of one operation. */
typedef struct chunk_options chunk_options;
/* Where bytes come from. */
typedef struct chunk_source chunk_source;
/* One of the sixteen operations, under way or over. */
typedef struct chunk_operation chunk_operation;
/* Something that happened in an operation. */
typedef struct chunk_event chunk_event;
/* What an operation came to: the service's answer. */
typedef struct chunk_result chunk_result;
/* Why something failed. */
typedef struct chunk_error chunk_error;

/* What a wait came to. */
#define CHUNK_OVER 0        /* the operation is over: ask for its result */
#define CHUNK_EVENT 1       /* an event was given */
#define CHUNK_TIMED_OUT 2   /* the time is up, and the operation goes on */
#define CHUNK_INTERRUPTED 3 /* a signal came, and the operation goes on */
#define CHUNK_FORKED 4      /* the handle is the parent's; see above */
#define CHUNK_MISUSED 5     /* NULL, or no handle of this type */

/* What becomes of an upload's session when the upload is cancelled. */
#define CHUNK_KEEP 0  /* the session stays on the server: the same call later goes on with it */
#define CHUNK_ABORT 1 /* the session and the bytes that it holds are thrown away */

/* ------------------------------------------------------------------------------------------------
 * Errors
 *
 * For NULL and for wrong handles the texts of an error say so, and the numbers are 0 or -1.
 * --------------------------------------------------------------------------------------------- */

/* What sort of failure it is, a word to decide by: "invalid_argument", "unauthorized", "storage_full",
   "interrupted", "forked", ... (docs/c-api.md lists them). More may come: treat an unknown one as permanent. Since
   0.1. */
const char *chunk_error_kind(const chunk_error *error);

/* What happened, with the value that was wrong: one sentence without a full stop. Never a token. Since 0.1. */
const char *chunk_error_message(const chunk_error *error);

/* What to do about it, likewise. Since 0.1. */
const char *chunk_error_remedy(const chunk_error *error);

/* Message, remedy, status, code, request id and session in one line, to be shown. Since 0.1. */
const char *chunk_error_description(const chunk_error *error);

/* Whether the same call may well succeed later: 1 or 0. Since 0.1. */
int32_t chunk_error_is_retriable(const chunk_error *error);

/* The HTTP status of the service's answer; 0 if there was none. Since 0.1. */
int32_t chunk_error_http_status(const chunk_error *error);

/* Box's code, such as "item_name_in_use"; NULL if the answer had none. Since 0.1. */
const char *chunk_error_box_code(const chunk_error *error);

/* Box's id of the request, for its support; NULL if there is none. Since 0.1. */
const char *chunk_error_request_id(const chunk_error *error);

/* The upload session that is still open on the server; NULL if there is none. With it as the option "session_id"
   the upload can go on. Since 0.1. */
const char *chunk_error_session_id(const chunk_error *error);

/* Of kind "conflict": the id of what has the name, mostly a file, and the SHA-1 of its content in hexadecimal; NULL
   if the service does not say. What else is known of it is in the JSON, under "conflict". Since 0.1. */
const char *chunk_error_conflict_id(const chunk_error *error);
const char *chunk_error_conflict_sha1(const chunk_error *error);

/* How long the service asks to wait, in milliseconds; -1 if it does not. Since 0.1. */
int64_t chunk_error_retry_after_ms(const chunk_error *error);

/* All of the error as a JSON object, Box's own error object under "box_error". Since 0.1. */
const char *chunk_error_json(const chunk_error *error);

/* Frees an error. NULL does nothing. Since 0.1. */
void chunk_error_free(chunk_error *error);

/* ------------------------------------------------------------------------------------------------
 * Options
 *
 * Options have names. Those of scope "client" are for chunk_client_new; those of scope "call" are for an operation,
 * and given to a client they are the defaults of its operations. The table can be read at run time: bindings need no
 * list.
 * --------------------------------------------------------------------------------------------- */

/* How many options there are. They are numbered from 0; a number that is too large gives NULL or 0. Since 0.1. */
size_t chunk_option_count(void);
/* An option's name, such as "parallel". Since 0.1. */
const char *chunk_option_name(size_t index);
/* Its type: "text", "integer", "flag" (0 or 1), "choice" (one of some words). Since 0.1. */
const char *chunk_option_type(size_t index);
/* Where it belongs: "client" or "call". Since 0.1. */
const char *chunk_option_scope(size_t index);
/* The least and the greatest value of an integer. Since 0.1. */
int64_t chunk_option_minimum(size_t index);
int64_t chunk_option_maximum(size_t index);
/* Its default as text, "" for none. Since 0.1. */
const char *chunk_option_default(size_t index);
/* The words of a choice, with '|' between them; "" for other types. Since 0.1. */
const char *chunk_option_choices(size_t index);
/* What it does, with its unit: one or two sentences. Since 0.1. */
const char *chunk_option_help(size_t index);

/* Options, all with their defaults. Since 0.1. */
chunk_options *chunk_options_new(void);

/* Frees options. Clients and operations have copied what they need. Since 0.1. */
void chunk_options_free(chunk_options *options);

/* Sets an option of any type from text: "8", "abort", "1". NULL gives an option of any type its default again.
   Returns 1, or 0 with an error that names the option and what it takes. Since 0.1. */
int32_t chunk_options_set_text(chunk_options *options, const char *name, const char *value, chunk_error **error);

/* Sets an integer or a flag. Returns 1, or 0 with an error. Since 0.1. */
int32_t chunk_options_set_integer(chunk_options *options, const char *name, int64_t value, chunk_error **error);

/* Adds a header field to the requests of an operation, such as "As-User"; a NULL value takes it out again. Returns
   1, or 0 with an error for a name or a value that cannot be sent. Since 0.1. */
int32_t chunk_options_set_header(chunk_options *options, const char *name, const char *value, chunk_error **error);

/* Gives an operation a token, from a token function. `is_rejected` is 1 if the service has refused the last one.
   Call chunk_operation_give_token and return 0; return anything else if there is no token. Since 0.1. */
typedef int32_t (*chunk_token_function)(void *user, chunk_operation *operation, int32_t is_rejected);

/* Has tokens come from a function instead of the option "access_token". It is called when an operation begins and
   has no token yet, and when the service refuses one; not once for each request. With a NULL function they come
   through the event "token_needed" instead. Scope: client. Returns 1, or 0 with an error. Since 0.1. */
int32_t chunk_options_set_token_function(chunk_options *options, chunk_token_function function, void *user,
                                         chunk_error **error);

/* Loads a user's login, from wherever you keep it. Call chunk_operation_give_login and return 0; return anything else if
   it cannot be loaded. */
typedef int32_t (*chunk_load_login_function)(void *user, chunk_operation *operation);

/* Saves a login in the place of the one before. Return 0 when it is safe; return anything else if it could not be
   saved: then it is kept in memory, and you are asked again. `login` is good until the function returns, and as secret
   as a password. */
typedef int32_t (*chunk_save_login_function)(void *user, chunk_operation *operation, const char *login);

/* Has tokens come from a user's login (OAuth 2) that you keep: a JSON text with a "refresh_token" at least, which only the
   library has to understand. The login is loaded when tokens are to be renewed, and the new one is saved before it
   is used, since a refresh token is good for one use. So one client at a time may use a login; for several processes
   there is the option "login_file". The app comes from the options "client_id" and "client_secret", or is in the login.
   With two NULL functions you are asked by the events "login_needed" and "login_changed". Scope: client. Returns
   1, or 0 with an error. Since 0.1. */
int32_t chunk_options_set_login_functions(chunk_options *options, chunk_load_login_function load,
                                          chunk_save_login_function save, void *user, chunk_error **error);

/* Told what happens in an operation; the event is only good until it returns. Return 0 to go on; anything else
   cancels the operation, as the option "on_cancel" says. */
typedef int32_t (*chunk_event_function)(void *user, chunk_operation *operation, const chunk_event *event);

/* Has a function told of an operation's events, by the calls that wait for the operation. Then
   chunk_operation_next_event has none to give. Scope: call. Returns 1, or 0 with an error. Since 0.1. */
int32_t chunk_options_set_event_function(chunk_options *options, chunk_event_function function, void *user,
                                         chunk_error **error);

/* Asked by a blocking operation whether a signal that has come, or may have come, is to end it: after each signal
   with a handler that interrupts the wait, and four times a second. Return 0 to go on waiting; anything else
   cancels the operation, which then fails with kind "interrupted". */
typedef int32_t (*chunk_interrupt_function)(void *user);

/* Has a function asked what a signal means. Without one a signal ends a blocking operation. Only signals with a
   handler interrupt. Scope: call. Returns 1, or 0 with an error. Since 0.1. */
int32_t chunk_options_set_interrupt_function(chunk_options *options, chunk_interrupt_function function, void *user,
                                             chunk_error **error);

/* ------------------------------------------------------------------------------------------------
 * Clients
 * --------------------------------------------------------------------------------------------- */

/* A client. It starts threads of its own, which end when the client and its operations are freed. NULL with an
   error if the options do not fit together, if they name no way to get access tokens or several (the option
   "access_token" or a token function; "client_id" and "client_secret"; "jwt_config" or "jwt_config_file"; "login_file" or
   login functions), or if the system has no thread. Its uploads share what "parallel", "limit_rate"
   and "memory" allow; one that is given any of them has its own. Since 0.1. */
chunk_client *chunk_client_new(const chunk_options *options, chunk_error **error);

/* A client of the real service with an access token and all defaults. Since 0.1. */
chunk_client *chunk_client_with_token(const char *access_token, chunk_error **error);

/* Frees a client. Its operations go on until they are over or freed. Does not block. Since 0.1. */
void chunk_client_free(chunk_client *client);

/* ------------------------------------------------------------------------------------------------
 * Sources
 *
 * A source can be used for any number of operations, but a reader's and a pipe's bytes come only once. It may be freed
 * as soon as an operation has been started with it.
 * --------------------------------------------------------------------------------------------- */

/* A file by its path, opened when the operation begins. Nothing of it is held in memory, and an upload of it can be
   resumed by a later process. Since 0.1. */
chunk_source *chunk_source_path(const char *path, chunk_error **error);

/* An open file or pipe. The descriptor is duplicated at once, so that it may be closed. A file is read from its
   beginning, wherever the descriptor stands, and its position is left alone; a pipe is read to its end. Since 0.1.
   */
chunk_source *chunk_source_descriptor(int descriptor, chunk_error **error);

/* Bytes in memory. They are not copied: they have to stay as they are until the operation is freed. To free an
   operation that is under way with such a source waits until nothing reads the bytes any more: some milliseconds.
   Since 0.1. */
chunk_source *chunk_source_memory(const void *bytes, size_t size, chunk_error **error);

/* Puts the next bytes into a buffer. Return how many they are, at most `size`; 0 at the end; less than 0 if they
   cannot be had. */
typedef int64_t (*chunk_read_function)(void *user, void *buffer, size_t size);

/* Bytes that a function gives, once, in order; `size` of them in all. The function is called by the calls that wait
   for the operation: nothing is sent while nobody waits. Since 0.1. */
chunk_source *chunk_source_reader(chunk_read_function function, void *user, int64_t size, chunk_error **error);

/* Frees a source. Since 0.1. */
void chunk_source_free(chunk_source *source);

/* ------------------------------------------------------------------------------------------------
 * Results
 *
 * `pointer` is a JSON pointer (RFC 6901): "" for the whole, "/entries/0/id" for the first entry's id.
 * --------------------------------------------------------------------------------------------- */

/* What it came to: "done"; "processing" for a commit that the service has accepted and not finished (ask again
   after chunk_result_retry_after_ms); "unchanged" for content that the file had already; with the option "if_exists"
   also "new_version" and "renamed", if that is what became of a file whose name was taken. Since 0.1. */
const char *chunk_result_outcome(const chunk_result *result);

/* The HTTP status of the answer. Since 0.1. */
int32_t chunk_result_http_status(const chunk_result *result);

/* Box's id of the request; NULL if there is none. Since 0.1. */
const char *chunk_result_request_id(const chunk_result *result);

/* How long the service asks to wait, in milliseconds; -1 if it does not. Since 0.1. */
int64_t chunk_result_retry_after_ms(const chunk_result *result);

/* A header field of the answer; NULL if it has none of that name. Since 0.1. */
const char *chunk_result_header(const chunk_result *result, const char *name);

/* The answer's body, as the service sent it: JSON with all its fields. "null" if it is empty. Since 0.1. */
const char *chunk_result_json(const chunk_result *result);

/* A text; NULL if there is none, or one with a NUL in it, which chunk_result_value has. Since 0.1. */
const char *chunk_result_text(const chunk_result *result, const char *pointer);

/* A whole number, a number, a boolean (1 or 0). Returns 1 and sets the value, or returns 0 and leaves it. Since
   0.1. */
int32_t chunk_result_integer(const chunk_result *result, const char *pointer, int64_t *value);
int32_t chunk_result_number(const chunk_result *result, const char *pointer, double *value);
int32_t chunk_result_flag(const chunk_result *result, const char *pointer, int32_t *value);

/* How many elements an array has, or members an object; -1 if it is neither. Since 0.1. */
int64_t chunk_result_count(const chunk_result *result, const char *pointer);

/* The JSON of any value; NULL if there is none. Since 0.1. */
const char *chunk_result_value(const chunk_result *result, const char *pointer);

/* Frees a result. Since 0.1. */
void chunk_result_free(chunk_result *result);

/* ------------------------------------------------------------------------------------------------
 * Uploads: all of it in one call. These block; call them from a thread that may wait.
 * --------------------------------------------------------------------------------------------- */

/* Uploads a file of 20,000,000 bytes or more: opens a session, sends the parts, commits, and checks that the
   service has what was sent. If it was interrupted, by a signal or by the end of the process, the same call goes on
   with what the server has.

   `file_name` NULL takes the last component of the path; `parent_folder_id` is the folder's id, "0" the root
   folder. If the name is taken, it fails with kind "conflict"; chunk_upload_big_file with the option "if_exists" can
   do other things. Returns the service's answer, whose "entries" hold the file, or NULL with an error. Blocks. Since
   0.1. */
chunk_result *upload_big_file(chunk_client *client, const char *path, const char *file_name,
                              const char *parent_folder_id, chunk_error **error);

/* The same from any source and with options. `file_size` -1 takes the source's. Blocks. Since 0.1. */
chunk_result *chunk_upload_big_file(chunk_client *client, chunk_source *file, const char *file_name, int64_t file_size,
                                    const char *parent_folder_id, const chunk_options *options, chunk_error **error);

/* Uploads a new version of a file. `file_name` NULL leaves its name. With the option "if_match" only if the file
   still has that etag. Blocks. Since 0.1. */
chunk_result *chunk_upload_big_file_version(chunk_client *client, const char *file_id, chunk_source *file,
                                            int64_t file_size, const char *file_name, const chunk_options *options,
                                            chunk_error **error);

/* ------------------------------------------------------------------------------------------------
 * The steps, one request each (https://developer.box.com/reference/). Each blocks, and returns the service's answer,
 * or NULL with an error. A request is not repeated, but for one that is answered by 401 when another token can be
 * had: the error says whether it may be. `options` may be NULL.
 * Since 0.1.
 * --------------------------------------------------------------------------------------------- */

/* Opens a session for a new file. */
chunk_result *chunk_create_file_upload_session(chunk_client *client, const char *folder_id, int64_t file_size,
                                               const char *file_name, const chunk_options *options,
                                               chunk_error **error);

/* Opens a session for a new version of a file; `file_name` may be NULL. */
chunk_result *chunk_create_file_upload_session_for_existing_file(chunk_client *client, const char *file_id,
                                                                 int64_t file_size, const char *file_name,
                                                                 const chunk_options *options, chunk_error **error);

/* What a session is, by a URL that the service gave, or by its id. URLs that are not the service's are refused. */
chunk_result *chunk_get_file_upload_session_by_url(chunk_client *client, const char *url, const chunk_options *options,
                                                   chunk_error **error);
chunk_result *chunk_get_file_upload_session_by_id(chunk_client *client, const char *upload_session_id,
                                                  const chunk_options *options, chunk_error **error);

/* Sends a part. `digest` is "sha=" and the SHA-1 in base64, or NULL to have it computed; `content_range` is "bytes
   FIRST-LAST/TOTAL". A reader's bytes are held in memory. */
chunk_result *chunk_upload_file_part_by_url(chunk_client *client, const char *url, chunk_source *body,
                                            const char *digest, const char *content_range,
                                            const chunk_options *options, chunk_error **error);
chunk_result *chunk_upload_file_part(chunk_client *client, const char *upload_session_id, chunk_source *body,
                                     const char *digest, const char *content_range, const chunk_options *options,
                                     chunk_error **error);

/* Aborts a session; its bytes are thrown away. */
chunk_result *chunk_delete_file_upload_session_by_url(chunk_client *client, const char *url,
                                                      const chunk_options *options, chunk_error **error);
chunk_result *chunk_delete_file_upload_session_by_id(chunk_client *client, const char *upload_session_id,
                                                     const chunk_options *options, chunk_error **error);

/* A page of the parts that a session has. `offset` and `limit` -1 leave them to the service. */
chunk_result *chunk_get_file_upload_session_parts_by_url(chunk_client *client, const char *url, int64_t offset,
                                                         int64_t limit, const chunk_options *options,
                                                         chunk_error **error);
chunk_result *chunk_get_file_upload_session_parts(chunk_client *client, const char *upload_session_id, int64_t offset,
                                                  int64_t limit, const chunk_options *options, chunk_error **error);

/* Asks which parts the service holds already. `parts` is a JSON array of objects with "offset", "size" and
   "sha512". */
chunk_result *chunk_create_file_upload_session_plan_by_url(chunk_client *client, const char *url, const char *parts,
                                                           const chunk_options *options, chunk_error **error);
chunk_result *chunk_create_file_upload_session_plan(chunk_client *client, const char *upload_session_id,
                                                    const char *parts, const chunk_options *options,
                                                    chunk_error **error);

/* Makes the file of the parts. `parts` is a JSON array of the parts as the service gave them; `digest` is "sha="
   and the whole file's SHA-1 in base64. Options: "if_match", "if_none_match", "description", "content_created_at",
   "content_modified_at". The outcome may be "processing". */
chunk_result *chunk_create_file_upload_session_commit_by_url(chunk_client *client, const char *url, const char *parts,
                                                             const char *digest, const chunk_options *options,
                                                             chunk_error **error);
chunk_result *chunk_create_file_upload_session_commit(chunk_client *client, const char *upload_session_id,
                                                      const char *parts, const char *digest,
                                                      const chunk_options *options, chunk_error **error);

/* ------------------------------------------------------------------------------------------------
 * Operations that are under way: for progress in your own loop, select and poll, asyncio, other languages.
 *
 * Each of the sixteen has a form `chunk_start_...`, which does not block. It returns an operation, or NULL with an
 * error (for wrong handles, in a forked child, without descriptors). What is wrong with other arguments is the
 * operation's result.
 * --------------------------------------------------------------------------------------------- */

chunk_operation *chunk_start_upload_big_file(chunk_client *client, chunk_source *file, const char *file_name,
                                             int64_t file_size, const char *parent_folder_id,
                                             const chunk_options *options, chunk_error **error);
chunk_operation *chunk_start_upload_big_file_version(chunk_client *client, const char *file_id, chunk_source *file,
                                                     int64_t file_size, const char *file_name,
                                                     const chunk_options *options, chunk_error **error);
chunk_operation *chunk_start_create_file_upload_session(chunk_client *client, const char *folder_id, int64_t file_size,
                                                        const char *file_name, const chunk_options *options,
                                                        chunk_error **error);
chunk_operation *chunk_start_create_file_upload_session_for_existing_file(chunk_client *client, const char *file_id,
                                                                          int64_t file_size, const char *file_name,
                                                                          const chunk_options *options,
                                                                          chunk_error **error);
chunk_operation *chunk_start_get_file_upload_session_by_url(chunk_client *client, const char *url,
                                                            const chunk_options *options, chunk_error **error);
chunk_operation *chunk_start_get_file_upload_session_by_id(chunk_client *client, const char *upload_session_id,
                                                           const chunk_options *options, chunk_error **error);
chunk_operation *chunk_start_upload_file_part_by_url(chunk_client *client, const char *url, chunk_source *body,
                                                     const char *digest, const char *content_range,
                                                     const chunk_options *options, chunk_error **error);
chunk_operation *chunk_start_upload_file_part(chunk_client *client, const char *upload_session_id, chunk_source *body,
                                              const char *digest, const char *content_range,
                                              const chunk_options *options, chunk_error **error);
chunk_operation *chunk_start_delete_file_upload_session_by_url(chunk_client *client, const char *url,
                                                               const chunk_options *options, chunk_error **error);
chunk_operation *chunk_start_delete_file_upload_session_by_id(chunk_client *client, const char *upload_session_id,
                                                              const chunk_options *options, chunk_error **error);
chunk_operation *chunk_start_get_file_upload_session_parts_by_url(chunk_client *client, const char *url,
                                                                  int64_t offset, int64_t limit,
                                                                  const chunk_options *options, chunk_error **error);
chunk_operation *chunk_start_get_file_upload_session_parts(chunk_client *client, const char *upload_session_id,
                                                           int64_t offset, int64_t limit,
                                                           const chunk_options *options, chunk_error **error);
chunk_operation *chunk_start_create_file_upload_session_plan_by_url(chunk_client *client, const char *url,
                                                                    const char *parts, const chunk_options *options,
                                                                    chunk_error **error);
chunk_operation *chunk_start_create_file_upload_session_plan(chunk_client *client, const char *upload_session_id,
                                                             const char *parts, const chunk_options *options,
                                                             chunk_error **error);
chunk_operation *chunk_start_create_file_upload_session_commit_by_url(chunk_client *client, const char *url,
                                                                      const char *parts, const char *digest,
                                                                      const chunk_options *options,
                                                                      chunk_error **error);
chunk_operation *chunk_start_create_file_upload_session_commit(chunk_client *client, const char *upload_session_id,
                                                               const char *parts, const char *digest,
                                                               const chunk_options *options, chunk_error **error);

/* A descriptor that can be read (poll, select, epoll, asyncio) while the operation has something for you: an event,
   a question for your token or reader function, its end. Then call chunk_operation_next_event until it has nothing
   more. Do not read from it, and do not close it: it is the operation's. -1 for wrong handles. Since 0.1. */
int chunk_operation_descriptor(chunk_operation *operation);

/* Waits until the operation is over: CHUNK_OVER, CHUNK_TIMED_OUT, CHUNK_INTERRUPTED, CHUNK_FORKED or CHUNK_MISUSED.
   `timeout_ms` 0 does not wait, one less than 0 waits without limit. Events stay where they are, unless there is an
   event function. Blocks. Since 0.1. */
int32_t chunk_operation_wait(chunk_operation *operation, int64_t timeout_ms);

/* Waits for the next event: CHUNK_EVENT with an event that is yours in `event`, or one of the others with NULL in
   it. CHUNK_OVER comes when all events have been given. Without a place for the event (NULL) it is CHUNK_MISUSED.
   Of progress, which comes some 25 times a second, only the newest is kept, of the others the last 1,000. Blocks.
   Since 0.1. */
int32_t chunk_operation_next_event(chunk_operation *operation, int64_t timeout_ms, chunk_event **event);

/* Whether the operation is over: 1 or 0; 1 also for handles of which nothing more will come. Since 0.1. */
int32_t chunk_operation_is_over(chunk_operation *operation);

/* What the operation came to, as often as you ask: a result, or NULL with an error; if it is not over yet, with
   kind "not_over". Does not block. Since 0.1. */
chunk_result *chunk_operation_result(chunk_operation *operation, chunk_error **error);

/* Ends an operation: within a second it is over, with the error "cancelled". The first call decides what becomes of
   an upload's session: CHUNK_ABORT, or CHUNK_KEEP for any other number. An operation that is over stays as it is.
   Does not block. Since 0.1. */
void chunk_operation_cancel(chunk_operation *operation, int32_t session);

/* Answers a token function or the event "token_needed", or replaces the client's token. The token goes to all of
   the client's operations. Returns 1, or 0 with an error for what cannot be a token. Since 0.1. */
int32_t chunk_operation_give_token(chunk_operation *operation, const char *access_token, chunk_error **error);

/* Answers the events "token_needed", "login_needed" and "login_changed": it cannot be done, and why. Since 0.1. */
void chunk_operation_refuse_token(chunk_operation *operation, const char *reason);

/* Answers a function that loads the login, or the event "login_needed". A NULL login says that there is none. Returns 1,
   or 0 with an error for what is no login, or if none is asked for. Since 0.1. */
int32_t chunk_operation_give_login(chunk_operation *operation, const char *login, chunk_error **error);

/* The login that is to be saved, from the event "login_changed" until it is answered; NULL if there is none. As secret as
   a password. Since 0.1. */
const char *chunk_operation_new_login(chunk_operation *operation);

/* Answers the event "login_changed": the login is safe. Returns 1, or 0 with an error if none was to be saved. Since
   0.1. */
int32_t chunk_operation_login_saved(chunk_operation *operation, chunk_error **error);

/* Frees an operation; one that is under way is cancelled first, and keeps its session. Blocks only as
   chunk_source_memory says. Since 0.1. */
void chunk_operation_free(chunk_operation *operation);

/* ------------------------------------------------------------------------------------------------
 * Events
 *
 *     "name_taken"           /item/id /item/sha1 /consequence /new_name
 *     "session_opened"       /id /part_size /total_parts /stored_bytes /is_continued
 *     "progress"             /total_bytes /acknowledged_bytes /in_flight_bytes /wire_bytes
 *     "part_acknowledged"    /index /offset /size /is_skipped
 *     "planned"              /hits /misses /hit_bytes
 *     "retrying"             /message /attempt /delay_ms
 *     "throttled"            /message /pause_ms /limit
 *     "concurrency_changed"  /limit
 *     "notice"               /kind /message
 *     "committing"
 *     "processing"           /wait_ms
 *     "aborted"              /id
 *     "statistics"           /elapsed_ms /sent_parts /resent_parts /retries /plans /hits /misses /hit_bytes /skipped_bytes /limited_by ...
 *     "unchanged"            /file
 *     "finished"             /file
 *     "token_needed"         /is_rejected
 *     "login_needed"
 *     "login_changed"
 *
 * More may come: pass over those that you do not know.
 * --------------------------------------------------------------------------------------------- */

/* The event's name. Since 0.1. */
const char *chunk_event_name(const chunk_event *event);

/* The event as a JSON object. Since 0.1. */
const char *chunk_event_json(const chunk_event *event);

/* A text, a whole number or a boolean of the event, by its JSON pointer: as chunk_result_text and its like. Since
   0.1. */
const char *chunk_event_text(const chunk_event *event, const char *pointer);
int32_t chunk_event_integer(const chunk_event *event, const char *pointer, int64_t *value);
int32_t chunk_event_flag(const chunk_event *event, const char *pointer, int32_t *value);

/* Frees an event. Since 0.1. */
void chunk_event_free(chunk_event *event);

#ifdef __cplusplus
}
#endif

#endif
