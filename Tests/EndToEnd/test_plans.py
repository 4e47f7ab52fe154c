"""Parts that Box holds already and that are not sent."""

from support import samples
from support.uploads import REFUSAL, UploadsTest

PART = 1 << 20


class PlanTests(UploadsTest):
    options = ("--part-size", PART, "--hold-ended-sessions")

    def setUp(self):
        super().setUp()
        self.path = self.sample("image.bin", seed=1)
        self.first = self.succeed("upload", self.path, "--json").file

    def change(self, *parts):
        """Changes a byte in each of some parts."""
        with open(self.path, "r+b") as file:
            for part in parts:
                file.seek(part * PART + 5)
                byte = file.read(1)[0]
                file.seek(-1, 1)
                file.write(bytes([byte ^ 0xFF]))

    def received(self):
        return self.emulator.counters()["received_bytes"]

    def test_a_version_sends_what_changed(self):
        self.change(7)
        before = self.received()
        run = self.succeed("upload", self.path, "--file-id", self.first["id"], "--json")
        self.assertEqual(self.received() - before, PART)
        self.assertEqual(self.emulator.download_sha1(self.first["id"]), samples.sha1(self.path))
        (planned,) = run.named("planned")
        self.assertEqual((planned["hits"], planned["misses"], planned["hit_bytes"]), (19, 1, 20_000_000 - PART))
        (found,) = run.named("statistics")
        self.assertEqual(
            (found["plans"], found["hits"], found["misses"], found["hit_bytes"], found["skipped_bytes"]),
            (1, 19, 1, 20_000_000 - PART, 20_000_000 - PART))

    def test_the_summary_in_words(self):
        self.change(0, 19)
        run = self.succeed("upload", self.path, "--file-id", self.first["id"])
        self.assertIn("2 parts sent", run.err)
        self.assertIn("18 of 20 planned parts held by Box (18.9 MB not sent)", run.err)
        self.assertIn("(18.9 MB were there)", run.out)

    def test_never(self):
        before = self.emulator.count("plan")
        run = self.succeed("upload", self.path, "--file-id", self.first["id"], "--plan", "never", "--json")
        self.assertEqual(run.named("planned"), [])
        self.assertEqual(self.emulator.count("plan"), before)

    def test_always(self):
        before = self.received()
        run = self.succeed("upload", self.path, "--name", "copy.bin", "--plan", "always", "--json")
        self.assertEqual(run.file["sha1"], self.first["sha1"])
        self.assertEqual(self.received(), before)

    def test_a_refusal_is_said_and_everything_is_sent(self):
        self.emulator.faults({"on": "plan", "times": 0, "do": "status", "status": 405})
        before = self.received()
        run = self.succeed("upload", self.path, "--file-id", self.first["id"])
        self.assertEqual(self.received() - before, 20_000_000)
        self.assertIn("does not say which parts it holds, so all that follow are sent", run.err)

    def test_a_lost_session_is_no_loss(self):
        other = self.sample("other.bin", seed=2)
        self.emulator.faults({**REFUSAL, "nth": 10})
        run = self.fail_with(7, "upload", other, "--parallel", "1", "--json")
        self.emulator.faults()
        self.succeed("session", "abort", run.session)
        before = self.received()
        run = self.succeed("upload", other, "--json")
        self.assertEqual(self.received() - before, 20_000_000 - 9 * PART)
        self.assertEqual([notice["kind"] for notice in run.named("notice")], ["started_anew"])

    def test_a_word_that_is_none(self):
        run = self.fail_with(1, "upload", self.path, "--plan", "often")
        self.assertIn("--plan", run.err)
