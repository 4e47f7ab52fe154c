/* Files by their paths: one that is there, one that is not, a folder, a small one, and one of another size than said. */
#include "contents.h"

int main(int count, char **arguments) {
  struct inventory before = take_inventory();
  chunk_client *client = server_client();
  chunk_error *error = NULL;
  chunk_result *result;
  if (count != 3) return 2;
  /* Without a name it gets the path's last component. */
  result = upload_big_file(client, arguments[1], NULL, "0", &error);
  CHECK_NO_ERROR(&error);
  CHECK_TEXT(chunk_result_text(result, "/entries/0/name"), strrchr(arguments[1], '/') + 1);
  chunk_result_free(result);

  check_upload(client, path_source(arguments[1]), "by its path.bin", -1, arguments[2]);
  check_upload(client, path_source(arguments[1]), "d\xc3\xa9j\xc3\xa0 vu.bin", 20000100, arguments[2]);
  check_refused(client, path_source(arguments[1]), "other size.bin", 20000101, "invalid_argument");
  check_refused(client, path_source("/no/such/file"), "missing.bin", -1, "source_unreadable");
  check_refused(client, path_source("/"), "folder.bin", -1, "source_unreadable");
  check_refused(client, path_source("/etc/hostname"), "small.bin", -1, "invalid_argument");
  chunk_client_free(client);
  check_nothing_left(before);
  return report();
}
