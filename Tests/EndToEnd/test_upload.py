"""Uploading a file: what arrives at the service, and under which name."""

import os
import signal
import sys
import time

from support import processes, samples
from support.case import ServerTest


class UploadTests(ServerTest):
    def test_the_file_arrives_as_it_is(self):
        path = self.sample()
        file = self.succeed("upload", path, "--json").file
        self.assertEqual((file["type"], file["name"], file["size"]), ("file", "sample.bin", 20_000_000))
        self.assertEqual(file["sha1"], samples.sha1(path))
        self.assertEqual(self.emulator.download_sha1(file["id"]), samples.sha1(path))
        self.assertEqual(file["parent"]["id"], "0")

    def test_a_folder_and_another_name(self):
        folder = self.emulator.json("/2.0/folders", "POST", {"name": "Images", "parent": {"id": "0"}})
        path = self.sample()
        file = self.succeed(
            "upload", path, "--folder", folder["id"], "--name", "Ünï 数 1.img", "--json").file
        self.assertEqual((file["parent"]["id"], file["name"]), (folder["id"], "Ünï 数 1.img"))

    def test_times_and_description(self):
        path = self.sample()
        os.utime(path, (1_600_000_000, 1_600_000_000))
        file = self.succeed("upload", path, "--description", "A disk", "--json").file
        self.assertEqual(file["content_modified_at"], "2020-09-13T12:26:40Z")
        self.assertEqual(file["description"], "A disk")
        file = self.succeed(
            "upload", path, "--name", "second", "--created-at", "2001-02-03T04:05:06Z",
            "--modified-at", "2002-02-03T04:05:06+01:00", "--json").file
        self.assertEqual(file["content_created_at"], "2001-02-03T04:05:06Z")
        self.assertEqual(file["content_modified_at"], "2002-02-03T03:05:06Z")

    def test_a_wrong_date_is_a_usage_error(self):
        run = self.fail_with(1, "upload", self.sample(), "--created-at", "yesterday")
        self.assertIn("--created-at", run.err)
        self.assertEqual(self.emulator.requests(), [])

    def test_what_is_sent(self):
        path = self.sample()
        self.succeed("upload", path, "--quiet", "--parallel", "1")
        counts = self.emulator.counters()["requests"]
        self.assertEqual(counts, {"create": 1, "part": 3, "commit": 1})
        for request in self.emulator.requests():
            self.assertRegex(request["headers"]["user-agent"], r"^chunk/\d")
        ranges = [request["headers"]["content-range"] for request in self.emulator.requests("part")]
        self.assertEqual(ranges, [
            f"bytes {offset}-{offset + length - 1}/20000000" for offset, length in samples.parts(path)
        ])


class StandardInputTests(ServerTest):
    def test_a_pipe(self):
        path = self.sample(size=samples.SMALLEST + 1)
        file = self.succeed(
            "upload", "-", "--name", "piped", "--size", "20000001", "--json", stdin=self.feed(path)).file
        self.assertEqual((file["name"], file["sha1"]), ("piped", samples.sha1(path)))

    def test_a_file_as_standard_input_needs_no_size(self):
        path = self.sample()
        with open(path, "rb") as stdin:
            file = self.succeed("upload", "-", "--name", "redirected", "--json", stdin=stdin).file
        self.assertEqual(file["sha1"], samples.sha1(path))

    def test_a_named_pipe_is_opened_once(self):
        path = self.sample()
        pipe = self.directory / "pipe"
        os.mkfifo(pipe)
        # A writer that is quick to write: a reader that comes twice would end it in between.
        writer = "import sys; data = open(sys.argv[1], 'rb').read(); open(sys.argv[2], 'wb').write(data)"
        feeder = processes.start([sys.executable, "-c", writer, path, pipe])
        self.addCleanup(processes.end, feeder)
        file = self.succeed("upload", pipe, "--size", "20000000", "--json").file
        self.assertEqual((file["name"], file["sha1"]), ("pipe", samples.sha1(path)))
        self.assertEqual(feeder.wait(60), 0)

    def test_a_named_pipe_without_a_writer_can_be_left(self):
        pipe = self.directory / "pipe"
        os.mkfifo(pipe)
        running = self.start("upload", pipe, "--size", "20000000")
        time.sleep(0.5)
        running.signal(signal.SIGINT)
        time.sleep(0.2)
        if running.is_running():
            running.signal(signal.SIGINT)
        # By the signal itself, or by the program that was told: a shell says 130 for both.
        run = running.wait()
        self.assertIn(run.status, (130, -signal.SIGINT))
        self.assert_ended_within(run, 5)

    def test_silence_on_standard_input_can_be_left(self):
        silent, held = os.pipe()
        self.addCleanup(os.close, held)
        running = self.start("upload", "-", "--name", "x", "--size", "20000000", stdin=silent)
        os.close(silent)
        running.wait_for(lambda: "session" in running.err(), "the session")
        running.signal(signal.SIGINT)
        run = running.wait()
        self.assertEqual(run.status, 130, run)
        self.assert_ended_within(run, 5)

    def test_size_and_name_are_needed(self):
        for arguments, missing in [(["--name", "x"], "size"), (["--size", "20000000"], "name")]:
            with self.subTest(missing):
                run = self.fail_with(1, "upload", "-", *arguments, stdin=self.feed("/dev/null"))
                self.assertIn(missing, run.err)
        self.assertEqual(self.emulator.requests(), [])

    def test_a_pipe_that_ends_too_soon_or_too_late(self):
        path = self.sample()
        for size in ("20000001", "19999999"):
            with self.subTest(size):
                run = self.chunk(
                    "upload", "-", "--name", size, "--size", size, "--json", stdin=self.feed(path))
                self.assertEqual(run.status, 4 if size == "20000001" else 1, run)
        run = self.fail_with(
            4, "upload", "-", "--name", "long", "--size", "20000000", "--json",
            stdin=self.feed(self.sample("long.bin", samples.SMALLEST + 1)))
        self.assertEqual(run.error["kind"], "source_changed")
        self.assertEqual(self.emulator.count("commit"), 0)


class LocalFileTests(ServerTest):
    def test_no_such_file(self):
        run = self.fail_with(4, "upload", "nowhere.bin", "--json")
        self.assertEqual(run.error["kind"], "source_unreadable")
        self.assertIn("nowhere.bin", run.error["message"])
        self.assertEqual(self.emulator.requests(), [])

    def test_a_directory(self):
        run = self.fail_with(4, "upload", self.directory)
        self.assertIn(f"chunk upload {self.directory}/*", run.err)
        self.assertEqual(self.emulator.requests(), [])

    def test_a_file_that_changes_on_the_way(self):
        path = self.sample()
        self.emulator.faults({"on": "part", "nth": 2, "do": "delay", "ms": 1000})
        running = self.start("upload", path, "--json", "--parallel", "1")
        running.wait_for(lambda: self.emulator.count("part") == 2, "the second part")
        with open(path, "r+b") as file:
            file.write(b"changed")
        run = running.wait()
        self.assertEqual((run.status, run.error["kind"]), (4, "source_changed"), run)
        self.assertEqual(self.emulator.count("commit"), 0)
