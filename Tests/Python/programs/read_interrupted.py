"""Is interrupted while it gives an upload bytes without end."""

import common


class Endless:
    def __init__(self):
        self.is_told = False

    def read(self, size):
        if not self.is_told:
            self.is_told = True
            print("reading", flush=True)
        return bytes(size)


try:
    common.manager().upload_big_file(Endless(), "endless.bin", 100_000_000_000, parallel=1)
except KeyboardInterrupt:
    print("KeyboardInterrupt")
