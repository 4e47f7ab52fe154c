"""The files that the clients upload, and digests of what comes back."""

import hashlib
import os
import random

BLOCK = 1 << 20


class LocalFile:
    """A file on disk, with what a faithful server says of it."""

    def __init__(self, path, size, sha1):
        self.path = path
        self.size = size
        self.sha1 = sha1


def write_pattern(path, size, day, changed_block=None):
    """Writes a file in which no two blocks are equal, so that misplaced bytes change its digest.

    The content is the same in every run. `changed_block` gives one block other bytes: a new version
    of which the service has nearly everything. `day` is the day in 1970 on which the file is said
    to be written: some clients take files of one size and time for equal.
    """
    block = random.Random(7).randbytes(BLOCK)
    digest = hashlib.sha1()
    with open(path, "wb") as file:
        for index, start in enumerate(range(0, size, BLOCK)):
            number = index if index != changed_block else index + (1 << 32)
            piece = (number.to_bytes(8, "big") + block[8:])[: size - start]
            digest.update(piece)
            file.write(piece)
    os.utime(path, times=(day * 86400, day * 86400))
    return LocalFile(path, size, digest.hexdigest())


def digest_of(stream):
    """The size and the SHA-1 of a stream, which is read to its end."""
    digest, size = hashlib.sha1(), 0
    while piece := stream.read(BLOCK):
        digest.update(piece)
        size += len(piece)
    return size, digest.hexdigest()
