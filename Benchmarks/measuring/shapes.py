"""The second table: how many parts at once suit which network, and whether `auto` finds out."""

import statistics

from .stand import verify
from .table import text_of
from .usage import Failed, run

SLOW = {"on": "any", "times": 0, "do": "slow", "bytes_per_second": 20_000_000}
FAR = {"on": "any", "times": 0, "do": "delay", "ms": 80}
CROWDED = {"on": "part", "times": 0, "do": "throttle", "in_flight": 3, "retry_after": 1}

FIXED = ["1", "2", "4", "8"]
# What each is called, its faults, and the fixed numbers to try: a limit of 3 is one of them where it
# is the limit, so that the best one can be.
SHAPES = [
    ("20 MB/s a connection", [SLOW], FIXED),
    ("20 MB/s, 80 ms more a request", [SLOW, FAR], FIXED),
    ("20 MB/s, 429 above 3 parts", [SLOW, CROWDED], ["1", "2", "3", "4", "8"]),
]
HEADER = [
    "each connection has", "--parallel", "MB/s", "of best fixed", "refused", "sent again",
    "came twice", "most at once"]


class Sample:
    """One upload: how fast it was, and what the server counted."""

    def __init__(self, rate, counters):
        parts = [part for session in counters["sessions"].values() for part in session.values()]
        self.rate = rate
        self.refused = counters["throttled"]
        self.sent_again = sum(part["attempts"] - 1 for part in parts)
        self.came_twice = sum(part["received"] > 1 for part in parts)
        self.most_at_once = counters["max_in_flight"]


class Shapes:
    """Measures `chunk upload` in each shape with each number of parts at once, in turns."""

    def __init__(self, stand, emulator, file, binary, runs):
        self._stand = stand
        self._emulator = emulator
        self._file = file
        self._binary = binary
        self._runs = runs
        self._samples = {
            (shape, count): [] for shape, _, fixed in SHAPES for count in [*fixed, "auto"]}
        self._remarks = {}

    def measure(self, say):
        for number in range(1, self._runs + 1):
            for shape, faults, fixed in SHAPES:
                for count in [*fixed, "auto"]:
                    if (shape, count) in self._remarks:
                        continue
                    say(f"{shape}, --parallel {count}, {number} of {self._runs}")
                    try:
                        self._samples[shape, count].append(self._upload(faults, count))
                    except Failed as error:
                        self._remarks[shape, count] = f"failed: {error}"

    def _upload(self, faults, count):
        emulator = self._emulator
        emulator.reset()
        emulator.set_faults(faults)
        options = ["--name", "shape.bin", "--parallel", count, "--no-resume", "--quiet"]
        usage = run(
            [self._binary, "upload", self._file.path, *options],
            self._stand.chunk_environment(emulator))
        counters = emulator.counters()
        emulator.reset()
        verify(emulator, "shape.bin", self._file)
        return Sample(self._file.size / 1e6 / usage.wall, counters)

    @property
    def is_good(self):
        return not self._remarks

    def text(self):
        return text_of(HEADER, [self._row(shape, count) for shape, count in self._samples])

    def _row(self, shape, count):
        if (shape, count) in self._remarks:
            return [shape, count, self._remarks[shape, count]]
        fixed = [
            key for key in self._samples
            if key[0] == shape and key[1] != "auto" and key not in self._remarks]
        best = max((self._median("rate", *key) for key in fixed), default=None)
        rate = self._median("rate", shape, count)
        counts = [
            f"{self._median(name, shape, count):.0f}"
            for name in ("refused", "sent_again", "came_twice", "most_at_once")]
        return [shape, count, f"{rate:.1f}", f"{rate / best:.0%}" if best else "-", *counts]

    def _median(self, name, shape, count):
        return statistics.median(getattr(sample, name) for sample in self._samples[shape, count])
