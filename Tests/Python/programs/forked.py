"""Uploads in children that were forked after the library had been used, with new managers and with the parent's."""

import multiprocessing
import sys

import common
import libchunk


def in_child(number):
    errors = []
    for what in (lambda: manager.upload_big_file(path, "inherited.bin"), upload.result):
        try:
            what()
        except libchunk.Forked as error:
            errors.append(error.kind)
    file = common.manager().upload_big_file(path, f"child {number}.bin")
    print(*errors, file.sha_1 == first.sha_1, flush=True)


path = sys.argv[1]
manager = common.manager()
first = manager.upload_big_file(path, "before.bin")
upload = manager.start_upload(path, "meanwhile.bin", limit_rate=10_000_000)
children = [multiprocessing.get_context("fork").Process(target=in_child, args=(number,)) for number in range(2)]
for child in children:
    child.start()
for child in children:
    child.join(60)
print([child.exitcode for child in children], upload.result().sha_1 == first.sha_1)
print(manager.upload_big_file(path, "after.bin").sha_1 == first.sha_1)
