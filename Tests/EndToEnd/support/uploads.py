"""What the tests of unfinished uploads start from."""

import zlib

from . import processes
from .case import ServerTest

REFUSAL = {"on": "part", "times": 0, "do": "status", "status": 403, "code": "access_denied"}
STALL = {"on": "part", "times": 0, "do": "stall", "seconds": 3600, "where": "body", "bytes": 1 << 20}


class UploadsTest(ServerTest):
    """A test that leaves uploads unfinished, in parts of 2 MiB."""

    options = ("--part-size", 2 << 20)

    def leave(self, name="sample.bin", *options, seed=1):
        """Leaves an upload that the service refused; gives its id and its session."""
        known = self.ids()
        self.emulator.faults({**REFUSAL, "nth": 2})
        run = self.fail_with(
            7, "upload", self.sample(name, seed=seed), "--json", "--parallel", "1", *options)
        self.emulator.faults()
        (new,) = self.ids() - known
        return new, run.session

    def ids(self):
        return {path.stem for path in self.state_directory.glob("*.state")}

    def listed(self):
        run = self.succeed("uploads", "list", "--json")
        self.assertEqual(run.events[-1], {"event": "finished", "uploads": len(run.events) - 1})
        return {event["id"]: event for event in run.named("upload")}

    def damage(self, id):
        path = self.state_directory / f"{id}.state"
        path.write_bytes(path.read_bytes()[:-10])

    def make_newer(self, id):
        path = self.state_directory / f"{id}.state"
        body = path.read_bytes().split(b"\n", 1)[1]
        checksum = zlib.crc32(b"libchunk-state 2 %d\n" % len(body) + body)
        path.write_bytes(b"libchunk-state 2 %08x %d\n" % (checksum, len(body)) + body)

    def hold(self, name="held.bin", *options, fault=STALL):
        """An upload that goes on while the test does."""
        known = self.ids()
        self.emulator.faults(fault)
        running = self.start("upload", self.sample(name, seed=9), *(options or ["--json"]))
        self.addCleanup(processes.end, running.process)
        running.wait_for(lambda: len(self.ids() - known) == 1, "the record")
        (id,) = self.ids() - known
        return running, id
