"""Uploads in a child that was forked after the library had been used, with a new manager and with the parent's."""

import multiprocessing
import sys

import common
import libchunk


def in_child(manager, upload, path, answers):
    errors = []
    for what in (lambda: manager.upload_big_file(path, "inherited.bin"), upload.result):
        try:
            what()
            errors.append("none")
        except libchunk.Forked as error:
            errors.append(error.kind)
    file = common.manager().upload_big_file(path, "child.bin")
    answers.put((errors, file.sha_1))


path = sys.argv[1]
manager = common.manager()
first = manager.upload_big_file(path, "before.bin")
upload = manager.start_upload(path, "meanwhile.bin", limit_rate=10_000_000)
context = multiprocessing.get_context("fork")
answers = context.SimpleQueue()
children = [context.Process(target=in_child, args=(manager, upload, path, answers)) for _ in range(1)]
for child in children:
    child.start()
errors, digest = answers.get()
children[0].join(20)
print(errors, digest == first.sha_1, upload.result().sha_1 == first.sha_1, children[0].exitcode)
print(manager.upload_big_file(path, "after.bin").sha_1 == first.sha_1)
