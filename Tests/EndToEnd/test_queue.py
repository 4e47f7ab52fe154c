"""Several files with one command."""

import re
import signal

from support import samples
from support.case import ServerTest


class QueueTests(ServerTest):
    options = ("--part-size", 1 << 20)
    names = ("a.bin", "b.bin", "c.bin", "d.bin", "e.bin", "f.bin")

    def files(self, count=3):
        names = self.names[:count]
        for seed, name in enumerate(names):
            self.sample(name, seed=seed)
        return names

    def uploaded(self):
        """The names of the files at the service, whose content is compared."""
        items = self.emulator.json("/2.0/folders/0/items")["entries"]
        for item in items:
            self.assertEqual(
                self.emulator.download_sha1(item["id"]), samples.sha1(self.directory / item["name"]))
        return sorted(item["name"] for item in items)

    def test_all_arrive(self):
        names = self.files(6)
        run = self.succeed("upload", *names)
        self.assertEqual(self.uploaded(), sorted(names))
        results = re.findall(r"^(\w\.bin): uploaded as file \d+, 20\.0 MB in", run.out, re.MULTILINE)
        self.assertEqual(sorted(results), sorted(names))
        self.assertRegex(
            run.err, r"\n6 of 6 files uploaded, 120 MB in [\d.]+ s, [\d.]+ [kMG]B/s, peak memory [\d.]+ MB\n$")
        self.assertRegex(run.err, r"(?m)^\d of 6 files: \d+%, [\d.]+ [kM]?B of 120 MB")
        self.assert_no_part_sent_twice()
        self.assertEqual(self.records(), [])

    def test_json(self):
        names = self.files()
        run = self.succeed("upload", *names, "--json")
        self.assertEqual(run.err, "")
        last = run.events[-1]
        self.assertEqual(
            (last["event"], last["files"], last["failed"], last["total_bytes"]), ("finished", 3, 0, 60_000_000))
        self.assertGreater(last["peak_memory_bytes"], 1_000_000)
        for name in names:
            own = [event for event in run.events if event.get("path") == name]
            self.assertEqual((own[0]["event"], own[-1]["event"]), ("session", "finished"))
            self.assertEqual(own[-1]["file"]["name"], name)
        self.assertEqual([event for event in run.events[:-1] if "path" not in event], [])

    def test_at_most_four_are_under_way(self):
        names = self.files(6)
        self.emulator.faults({"on": "part", "times": 0, "do": "stall", "seconds": 3600})
        running = self.start("upload", *names, "--json", "--parallel", "16")
        running.wait_for(lambda: self.emulator.count("create") == 4, "four sessions")
        running.wait_for(lambda: self.emulator.count("part") >= 8, "parts")
        self.assertEqual(self.emulator.count("create"), 4)
        running.signal(signal.SIGINT)
        run = running.wait()
        self.assert_ended_within(run, 20)
        self.assertEqual(run.status, 130, run)
        self.assertEqual((run.events[-1]["files"], run.events[-1]["failed"]), (6, 6))

    def test_one_failure_does_not_stop_the_others(self):
        names = self.files()
        self.sample("small.bin", size=1000)
        run = self.fail_with(11, "upload", "a.bin", "small.bin", "nowhere.bin", "b.bin", "c.bin")
        self.assertEqual(self.uploaded(), sorted(names))
        self.assertRegex(run.err, r"(?m)^chunk: small\.bin: .*1000")
        self.assertRegex(run.err, r"(?m)^chunk: nowhere\.bin: ")
        self.assertEqual(run.err.count("chunk: small.bin: "), 1)
        self.assertNotIn("small.bin: failed", run.err)
        self.assertNotIn("files/content", run.err)
        self.assertRegex(run.err, r"of 60\.0 MB")
        self.assertRegex(run.err, r"\n3 of 5 files uploaded, 60\.0 MB in .*; 2 not: small\.bin, nowhere\.bin\n$")

        run = self.fail_with(11, "upload", "small.bin", "nowhere.bin", "--json")
        failed = {event["path"]: event["error"]["kind"] for event in run.named("failed")}
        self.assertEqual(failed, {"small.bin": "invalid_argument", "nowhere.bin": "source_unreadable"})
        self.assertEqual((run.events[-1]["event"], run.events[-1]["failed"]), ("finished", 2))

    def test_all_that_fail_in_one_way_give_its_status(self):
        run = self.fail_with(4, "upload", "nowhere.bin", "neither.bin", "--quiet")
        self.assertEqual(len(run.err.splitlines()), 2, run.err)
        self.fail_with(3, "upload", *self.files(2), "--folder", "4711", "--quiet")

    def test_going_on_with_the_files_that_are_not_done(self):
        names = self.files(6)
        # Of 120 parts some never come, so that it does not get to the end by itself.
        self.emulator.faults(
            {"on": "part", "times": 0, "do": "slow", "bytes_per_second": 8_000_000},
            {"on": "part", "nth": 100, "times": 0, "do": "stall", "seconds": 3600})
        running = self.start("upload", *names, "--description=two words", "--parallel", "4")
        running.wait_for(lambda: ": uploaded" in running.out(), "the first file")
        running.signal(signal.SIGINT)
        run = running.wait()
        self.assertEqual(run.status, 130, run)
        command = re.search(r"^To go on: chunk (.*)$", run.err, re.MULTILINE)[1]
        done = [name for name in names if f"{name}: uploaded" in run.out]
        rest = [name for name in names if name not in done]
        self.assertEqual(
            command, f"upload --description 'two words' --parallel 4 {' '.join(command.split()[-len(rest):])}")
        self.assertEqual(sorted(command.split()[-len(rest):]), rest)
        self.assertRegex(run.err, r"To drop it: chunk uploads abort [0-9a-f]{16}")
        self.settle()
        self.emulator.faults()
        self.succeed("upload", *rest, "--quiet")
        self.assertEqual(self.uploaded(), sorted(names))
        self.assert_no_part_sent_twice()
        self.assertEqual(self.records(), [])

    def test_going_on_without_records_names_the_sessions(self):
        names = self.files(2)
        self.emulator.faults({"on": "part", "times": 0, "do": "status", "status": 403})
        run = self.fail_with(7, "upload", *names, "--no-resume")
        for session in {request["session"] for request in self.emulator.requests("part")}:
            self.assertRegex(run.err, rf"To go on: chunk upload --session {session} --no-resume \w\.bin\n")
            self.assertIn(f"To drop it: chunk session abort {session}\n", run.err)

    def test_the_second_signal_names_all_sessions(self):
        self.emulator.faults(
            {"on": "part", "times": 0, "do": "stall", "seconds": 3600},
            {"on": "delete", "times": 0, "do": "stall", "seconds": 3600})
        running = self.start("upload", *self.files(2), "--on-cancel", "abort")
        running.wait_for(lambda: running.err().count("Opened session") == 2, "two sessions")
        sessions = re.findall(r"Opened session (\w+)", running.err())
        running.signal(signal.SIGINT)
        running.wait_for(lambda: self.emulator.count("delete") >= 1, "an abort")
        running.signal(signal.SIGINT)
        run = running.wait()
        self.assert_ended_within(run, 5)
        self.assertEqual(run.status, 130, run)
        for session in sessions:
            self.assertIn(f"session {session} is left", run.err)

    def test_what_several_paths_cannot_have(self):
        names = self.files(2)
        for option in (("--name", "x"), ("--size", "20000000"), ("--session", "1")):
            run = self.fail_with(1, "upload", *names, *option)
            self.assertIn(f"leave out {option[0]}", run.err)
        self.assertIn("Standard input", self.fail_with(1, "upload", "a.bin", "-").err)
        (self.directory / "link.bin").symlink_to("a.bin")
        self.assertIn("named twice", self.fail_with(1, "upload", "a.bin", "./a.bin").err)
        (self.directory / "sub").mkdir()
        self.sample("sub/a.bin")
        self.assertIn("same name", self.fail_with(1, "upload", "a.bin", "sub/a.bin").err)
        self.assertEqual(self.emulator.requests(), [])

    def test_a_directory(self):
        (self.directory / "sub dir").mkdir()
        run = self.fail_with(4, "upload", "sub dir/")
        self.assertIn("chunk upload 'sub dir'/*", run.err)
        self.files(1)
        run = self.fail_with(11, "upload", "sub dir", "a.bin")
        self.assertEqual(self.uploaded(), ["a.bin"])

    def test_a_setting_that_is_wrong_is_told_once(self):
        run = self.fail_with(1, "upload", *self.files(2), BOX_ACCESS_TOKEN=None)
        self.assertEqual(len(run.err.splitlines()), 1, run.err)
        run = self.fail_with(1, "upload", *self.files(2), "--json", BOX_ACCESS_TOKEN=None)
        self.assertEqual(run.error["kind"], "token_unavailable")
        self.assertEqual(len(run.events), 1)
