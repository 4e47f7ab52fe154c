"""What all rows are measured on: the servers, the file, the proxy."""

import contextlib
import os
import tempfile

from support.certificates import make_certificates
from support.content import write_pattern
from support.emulator import Emulator
from support.process import minimal_environment
from support.proxy import BoxProxy

from .usage import Failed


class Stand:
    """Stands for as long as the `with` statement lasts, and leaves nothing behind."""

    def __init__(self, binary, cache):
        self._binary = binary
        # Where installed clients are kept for the next run.
        self.cache = cache

    def __enter__(self):
        with contextlib.ExitStack() as stack:
            self._directory = stack.enter_context(tempfile.TemporaryDirectory(prefix="chunk-bench-"))
            self.home = self.place("home")
            os.makedirs(self.home)
            self.authority, self._certificate = make_certificates(self._directory)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_):
        self._stack.close()

    def place(self, name):
        return os.path.join(self._directory, name)

    def write_file(self, name, size):
        """A file with no two blocks alike, which is in the page cache when this returns."""
        return write_pattern(self.place(name), size, day=1)

    def start_emulator(self, name, secure=False, part_size=None, more=()):
        """A server that runs until the end."""
        options = [*more, *([] if part_size is None else ["--part-size", str(part_size)])]
        secured = (self._certificate, self.authority.path) if secure else (None, None)
        return self._stack.enter_context(
            Emulator(self._binary, self.place(name), *secured, options=options))

    def start_proxy(self, emulator):
        return self._stack.enter_context(BoxProxy(emulator.port))

    def environment(self, **more):
        return minimal_environment(self.home, **more)

    def chunk_environment(self, emulator):
        """By what chunk finds a server."""
        secured = {"CHUNK_CA_FILE": self.authority.path} if emulator.url.startswith("https") else {}
        return self.environment(
            CHUNK_BASE_URL=emulator.base_url, CHUNK_UPLOAD_URL=emulator.upload_url,
            BOX_ACCESS_TOKEN=emulator.token, **secured)

    def box_environment(self, emulator):
        """By what the programs with Box's SDKs find a server."""
        return self.environment(
            BOX_TOKEN=emulator.token, CHUNK_BASE_URL=emulator.base_url,
            CHUNK_UPLOAD_URL=emulator.upload_url, REQUESTS_CA_BUNDLE=self.authority.path)


def verify(emulator, name, file):
    """Checks by the server's own words that a file arrived, and gives the disk back."""
    stored = {item["name"]: item for item in emulator.items()}.get(name)
    emulator.delete_all()
    if stored is None:
        raise Failed("the file is not on the server")
    check(stored, file)


def check(stored, file):
    """Compares what the server says of a file with the local one."""
    if (stored["size"], stored["sha1"]) != (file.size, file.sha1):
        raise Failed(f"the server has {stored['size']} bytes, SHA-1 {stored['sha1']}")
