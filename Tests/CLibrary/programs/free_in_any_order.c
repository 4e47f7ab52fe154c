/* Client, options, source, operation, event, result and error are freed in many orders, with an
   upload under way. */
#include "server.h"

enum { HANDLES = 7, ORDERS = 5040 };

struct handles {
  chunk_client *client;
  chunk_options *options;
  chunk_source *source;
  chunk_operation *operation;
  chunk_event *event;
  chunk_result *result;
  chunk_error *error;
};

static struct handles make(const char *path) {
  struct handles all = {0};
  all.options = chunk_options_new();
  all.client = server_client();
  all.source = chunk_source_path(path, NULL);
  all.operation = chunk_start_upload_big_file(all.client, all.source, "order.bin", -1, "0", all.options, NULL);
  CHECK_INTEGER(chunk_operation_next_event(all.operation, 10000, &all.event), CHUNK_EVENT);
  all.result = chunk_create_file_upload_session(all.client, "0", 20000000, "other.bin", NULL, NULL);
  CHECK(chunk_operation_result(all.operation, &all.error) == NULL);
  CHECK(all.client && all.source && all.operation && all.event && all.result && all.error);
  return all;
}

static void free_one(struct handles *all, int which) {
  switch (which) {
  case 0: chunk_client_free(all->client); break;
  case 1: chunk_options_free(all->options); break;
  case 2: chunk_source_free(all->source); break;
  case 3: chunk_operation_free(all->operation); break;
  case 4: chunk_event_free(all->event); break;
  case 5: chunk_result_free(all->result); break;
  default: chunk_error_free(all->error); break;
  }
}

/* The order of a number, as in a numeral system whose digits count down. */
static void order_of(int number, int order[HANDLES]) {
  int left[HANDLES] = {0, 1, 2, 3, 4, 5, 6};
  for (int place = 0, rest = HANDLES; place < HANDLES; place++, rest--) {
    int digit = number % rest;
    number /= rest;
    order[place] = left[digit];
    memmove(&left[digit], &left[digit + 1], (size_t)(rest - digit - 1) * sizeof left[0]);
  }
}

int main(int count, char **arguments) {
  struct inventory before = take_inventory();
  if (count != 3) return 2;
  /* All of them take minutes; a step that shares no factor with their number comes by each kind of order. */
  for (int number = 0; number < ORDERS; number += atoi(arguments[2])) {
    int order[HANDLES];
    struct handles all = make(arguments[1]);
    order_of(number, order);
    for (int place = 0; place < HANDLES; place++) free_one(&all, order[place]);
    /* And once more: they are no handles any longer. */
    for (int place = 0; place < HANDLES; place++) free_one(&all, order[place]);
  }
  check_nothing_left(before);
  return report();
}
