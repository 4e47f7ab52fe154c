"""The third table: new versions of a file that is there, which have much of the last one."""

import json
import os
import shutil
import statistics

from support import installation
from support.content import LocalFile, digest_of
from support.installation import NotInstalled

from .stand import check
from .table import megabytes, ratio, seconds, text_of
from .usage import Failed, run

NAME = "version.bin"
PARTS = 128
CHANGED = 32
# What a request takes to the service and back.
FAR = {"on": "any", "times": 0, "do": "delay", "ms": 40}

HEADER = ["new version", "program", "seconds", "processor s", "MB sent", "requests", "plans", "time / base"]


class Sample:
    """One upload: how long it took, and what the server counted."""

    def __init__(self, usage, counters):
        # As the programs say: without the time in which they start, which an interpreter takes long for.
        self.seconds = json.loads(usage.said.splitlines()[-1])["seconds"]
        self.cpu = usage.cpu
        self.sent = counters["received_bytes"]
        self.requests = sum(counters["requests"].values())
        self.plans = counters["requests"].get("plan", 0)


class Chunk:
    def __init__(self, stand, emulator, binary, plan):
        self.name = f"chunk upload --plan {plan}"
        self._stand = stand
        self._emulator = emulator
        self._start = [binary, "upload", "--no-resume", "--json", "--plan", plan]

    def set_up(self):
        pass

    def upload(self, path, *options):
        return run([*self._start, path, *options], self._stand.chunk_environment(self._emulator))

    def upload_version(self, path, file_id):
        return self.upload(path, "--file-id", file_id)


class BoxSDK:
    VERSION = "10.18.0"
    name = f"boxsdk {VERSION}"

    def __init__(self, stand, emulator, programs):
        self._stand = stand
        self._emulator = emulator
        self._script = os.path.join(programs, "boxsdk10.py")

    def set_up(self):
        self._python = installation.boxsdk(self.VERSION, self._stand.cache)

    def upload_version(self, path, file_id):
        return run(
            [self._python, self._script, "upload-version", file_id, path, NAME],
            self._stand.box_environment(self._emulator))


class Versions:
    """Measures each program with each sort of new version, in turns. The file is made anew for each upload, since
    the server holds the parts of every version that it has seen."""

    def __init__(self, stand, emulator, file, binary, programs, runs):
        self._stand = stand
        self._emulator = emulator
        self._file = file
        self._runs = runs
        self._maker = Chunk(stand, emulator, binary, "never")
        planned, plain = Chunk(stand, emulator, binary, "auto"), Chunk(stand, emulator, binary, "never")
        # What each is called, how it is made, the network, and the programs; the last one is the base of the others.
        self._cases = [
            (f"{CHANGED} of {PARTS} parts changed, 40 ms more a request", change_parts, [FAR],
             [planned, plain, BoxSDK(stand, emulator, programs)]),
            ("a byte changed in the middle", change_byte, [], [planned, plain]),
            ("a byte put in front", insert_byte, [], [planned, plain]),
        ]
        self._part_size = -(-file.size // PARTS)
        self._samples = {
            (case, program): [] for case, _, _, programs in self._cases for program in programs}
        self._remarks = {}

    def measure(self, say):
        for case, edit, faults, programs in self._cases:
            for program in programs:
                try:
                    program.set_up()
                except NotInstalled as error:
                    self._remarks[case, program] = f"not installed: {error}"
            new = edit(self._file, self._stand.place("new.bin"))
            for number in range(1, self._runs + 1):
                for program in programs:
                    if (case, program) in self._remarks:
                        continue
                    say(f"{case}: {program.name}, {number} of {self._runs}")
                    try:
                        self._samples[case, program].append(self._upload(program, new, faults))
                    except Failed as error:
                        self._remarks[case, program] = f"failed: {error}"
            os.remove(new.path)

    def _upload(self, program, new, faults):
        emulator = self._emulator
        first = json.loads(self._maker.upload(self._file.path, "--name", NAME).said.splitlines()[-1])["file"]
        emulator.reset()
        emulator.set_faults(faults)
        usage = program.upload_version(new.path, first["id"])
        counters = emulator.counters()
        emulator.reset()
        stored = emulator.file(first["id"])
        emulator.delete_all()
        check(stored, new)
        return Sample(usage, counters)

    @property
    def is_good(self):
        return not self._remarks

    def text(self):
        rows = [self._row(case, program) for case, program in self._samples]
        return "\n\n".join([text_of(HEADER, rows), *self._sentences()])

    def _row(self, case, program):
        if (case, program) in self._remarks:
            return [case, program.name, self._remarks[case, program]]
        base = self._base(case)
        took = self._median("seconds", case, program)
        return [
            case, program.name, seconds(took), seconds(self._median("cpu", case, program)),
            megabytes(self._median("sent", case, program)),
            *(f"{self._median(name, case, program):.0f}" for name in ("requests", "plans")),
            "-" if base is None else ratio(took, base)]

    def _sentences(self):
        """The figures that this table is for."""
        for case, _, _, programs in self._cases:
            planned, other = programs[0], programs[-1]
            if (case, planned) in self._remarks or (case, other) in self._remarks:
                continue
            mine, base = self._median("seconds", case, planned), self._base(case)
            parts = self._median("sent", case, planned) / self._part_size
            yield (
                f"{case}: {planned.name} takes {mine / base:.2f} times as long as {other.name} "
                f"({base / mine:.1f} times as fast), and sends {parts:.1f} parts of {PARTS}.")

    def _base(self, case):
        programs = next(programs for name, _, _, programs in self._cases if name == case)
        return None if (case, programs[-1]) in self._remarks else self._median("seconds", case, programs[-1])

    def _median(self, name, case, program):
        return statistics.median(getattr(sample, name) for sample in self._samples[case, program])


def change_parts(file, path):
    """Every fourth part has other bytes."""
    size = file.size // PARTS
    places = range(0, file.size, size * (PARTS // CHANGED))
    return _changed(file, path, places)


def change_byte(file, path):
    return _changed(file, path, [file.size // 2])


def insert_byte(file, path):
    """No part is where it was."""
    with open(file.path, "rb") as old, open(path, "wb") as new:
        new.write(b"+")
        shutil.copyfileobj(old, new, 1 << 20)
    return _described(path)


def _changed(file, path, places):
    shutil.copyfile(file.path, path)
    with open(path, "r+b") as new:
        for place in places:
            new.seek(place)
            byte = new.read(1)
            new.seek(place)
            new.write(bytes([byte[0] ^ 0xFF]))
    return _described(path)


def _described(path):
    with open(path, "rb") as file:
        return LocalFile(path, *digest_of(file))
