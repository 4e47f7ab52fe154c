"""What the test cases of all clients have in common."""

import unittest

from .process import minimal_environment, run_client

# Two answers of 202 before the commit is done.
DELAYED_COMMIT = [{"on": "commit", "times": 2, "do": "accepted", "retry_after": 1}]


class ClientCase(unittest.TestCase):
    """A client, run as a process of its own against one of the bench's emulators."""

    # Set by the runner.
    bench = None
    # What the lines of the report call the client; set by each case.
    client = ""

    def setUp(self):
        self.reported = None
        for emulator in self.bench.emulators:
            emulator.reset()
        self.bench.proxy.take_hosts()

    def tearDown(self):
        for emulator in self.bench.emulators:
            emulator.delete_all()

    def run_program(self, arguments, environment, **options):
        """Runs a client and gives its output."""
        finished = run_client(
            arguments, minimal_environment(self.bench.home, **environment), **options)
        self._usage = finished.usage
        return finished.output

    def report_usage(self):
        """Has the test's line say what the client used that was run last."""
        self.reported = self._usage

    def assert_stored(self, emulator, file, expected, name):
        """The client's file is the one that was sent: in its own words, in the API's words, and as
        it is downloaded."""
        facts = {"name": name, "size": expected.size, "sha1": expected.sha1}
        stored = emulator.file(file["id"])
        self.assertEqual({key: file[key] for key in facts}, facts, "the client's file")
        self.assertEqual({key: stored[key] for key in facts}, facts, "the API's file")
        self.assertEqual(
            emulator.content_digest(file["id"]), (expected.size, expected.sha1), "the download")

    def assert_parts_sent(self, emulator, count):
        """So many parts were sent, and none of them twice."""
        counters = emulator.counters()
        self.assertEqual(counters["acknowledged_parts"], count, "the number of parts sent")
        self.assertFalse(counters["has_resent_acknowledged_part"], "a part was sent twice")

    def assert_hosts(self, *hosts):
        """The client went to these hosts of Box's and, by the proxy, to no other."""
        self.assertEqual(self.bench.proxy.take_hosts(), {f"{host}:443" for host in hosts})
