"""Files to upload."""

import hashlib
import os
import random

SMALLEST = 20_000_000  # the smallest file that upload sessions take
PART = 8 << 20  # the part size for files of less than 400 MB


def write(path, size=SMALLEST, seed=1):
    """Writes a file of random bytes, the same ones for the same seed."""
    generator = random.Random(seed)
    with open(path, "wb") as file:
        while size > 0:
            count = min(size, 4 << 20)
            file.write(generator.randbytes(count))
            size -= count
    return path


def sparse(path, size, marks=()):
    """Makes a file of zeros that takes no room, with a byte that is none at each of the marks."""
    with open(path, "wb") as file:
        for mark in marks:
            file.seek(mark)
            file.write(b"\x5a")
        file.truncate(size)
    return path


def sha1(path):
    """The SHA-1 of a file, in hexadecimal."""
    digest = hashlib.sha1()
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def parts(path, part_size=PART):
    """Offset and length of a file's parts."""
    size = os.path.getsize(path)
    return [(offset, min(part_size, size - offset)) for offset in range(0, size, part_size)]
