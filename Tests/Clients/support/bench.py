"""What all tests share: three emulators, the proxy, and the files to upload."""

import contextlib
import os
import tempfile

from .application import make_application
from .certificates import make_certificates
from .content import write_pattern
from .emulator import Emulator
from .proxy import BoxProxy

BIG = 200_000_000
SMALL = 20 << 20
CHANGED_BLOCK = 99


class Bench:
    """Stands for as long as the `with` statement lasts, and leaves nothing behind."""

    def __init__(self, binary, cache):
        self._binary = binary
        # Where installed clients are kept for the next run.
        self.cache = cache

    @property
    def emulators(self):
        return [self.plain, self.tls, self.registered]

    def emulator(self, directory, *options):
        """A further emulator, for as long as a `with` statement lasts."""
        return Emulator(self._binary, directory, options=options)

    def __enter__(self):
        with contextlib.ExitStack() as stack:
            self._set_up(stack)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_):
        self._stack.close()

    def _set_up(self, stack):
        directory = stack.enter_context(tempfile.TemporaryDirectory(prefix="chunk-clients-"))
        place = lambda name: os.path.join(directory, name)
        self.home = place("home")
        os.makedirs(self.home)
        self.authority, certificate = make_certificates(directory)
        self.plain = stack.enter_context(Emulator(self._binary, place("plain")))
        self.tls = stack.enter_context(
            Emulator(self._binary, place("tls"), certificate, self.authority.path))
        # Knows one application, and gives tokens to no other.
        self.application = make_application(directory)
        self.registered = stack.enter_context(
            Emulator(self._binary, place("registered"), options=("--app", self.application)))
        self.proxy = stack.enter_context(BoxProxy(self.tls.port))
        self.big = write_pattern(place("big.bin"), BIG, day=1)
        # Nearly the same content: what a new version usually is.
        self.changed = write_pattern(place("changed.bin"), BIG, day=2, changed_block=CHANGED_BLOCK)
        self.small = write_pattern(place("small.bin"), SMALL, day=3)
