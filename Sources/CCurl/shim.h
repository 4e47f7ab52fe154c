/* libcurl for Swift: curl_easy_setopt and curl_easy_getinfo are variadic, which Swift cannot call,
   so each kind of argument has an inline function here. */
#ifndef CHUNK_CCURL_SHIM_H
#define CHUNK_CCURL_SHIM_H

#include <curl/curl.h>
#include <fcntl.h>

static inline CURLcode chunk_curl_set_long(CURL *easy, CURLoption option, long value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode chunk_curl_set_offset(CURL *easy, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode chunk_curl_set_string(CURL *easy, CURLoption option, const char *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode chunk_curl_set_list(CURL *easy, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode chunk_curl_set_pointer(CURL *easy, CURLoption option, void *value) {
  return curl_easy_setopt(easy, option, value);
}

/* Reading the request's body (CURLOPT_READFUNCTION) and taking response lines and bytes
   (CURLOPT_HEADERFUNCTION, CURLOPT_WRITEFUNCTION) share this type. */
typedef size_t (*chunk_curl_data_callback)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode chunk_curl_set_data_callback(CURL *easy, CURLoption option,
                                                    chunk_curl_data_callback callback) {
  return curl_easy_setopt(easy, option, callback);
}

typedef int (*chunk_curl_progress_callback)(void *context, curl_off_t download_total,
                                            curl_off_t downloaded, curl_off_t upload_total,
                                            curl_off_t uploaded);

static inline CURLcode chunk_curl_set_progress_callback(CURL *easy,
                                                        chunk_curl_progress_callback callback) {
  return curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, callback);
}

/* No program that this one starts inherits a connection. */
static inline int close_on_exec(void *context, curl_socket_t socket, curlsocktype purpose) {
  (void)context;
  (void)purpose;
  return fcntl(socket, F_SETFD, FD_CLOEXEC) < 0 ? CURL_SOCKOPT_ERROR : CURL_SOCKOPT_OK;
}

static inline CURLcode chunk_curl_close_on_exec(CURL *easy) {
  return curl_easy_setopt(easy, CURLOPT_SOCKOPTFUNCTION, close_on_exec);
}

/* http and https only, for libcurl before 7.85 too, which takes a bit set instead of a string. */
static inline CURLcode chunk_curl_allow_http_only(CURL *easy) {
#if LIBCURL_VERSION_NUM >= 0x075500
  return curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
#else
  return curl_easy_setopt(easy, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

/* A cancelled name look-up is left behind instead of waited for. libcurl before 7.87 always waits. */
static inline CURLcode chunk_curl_set_quick_exit(CURL *easy) {
#if LIBCURL_VERSION_NUM >= 0x075700
  return curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
#else
  (void)easy;
  return CURLE_OK;
#endif
}

static inline CURLcode chunk_curl_get_long(CURL *easy, CURLINFO info, long *value) {
  return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode chunk_curl_get_offset(CURL *easy, CURLINFO info, curl_off_t *value) {
  return curl_easy_getinfo(easy, info, value);
}

/* The outcome of a finished transfer: CURLMsg holds it in a union. */
static inline CURLcode chunk_curl_result(const CURLMsg *message) { return message->data.result; }

/* CURL_GLOBAL_DEFAULT is an expression that Swift does not import. */
static inline CURLcode chunk_curl_global_init(void) { return curl_global_init(CURL_GLOBAL_DEFAULT); }

#endif
