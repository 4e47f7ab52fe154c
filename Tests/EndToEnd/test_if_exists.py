"""New files whose name is taken: --if-exists."""

import os

from support import samples
from support.uploads import REFUSAL, STALL, UploadsTest

NOTHING_NEW = {"on": "commit", "do": "status", "status": 202}


class IfExistsTests(UploadsTest):
    def setUp(self):
        super().setUp()
        self.old = self.sample("disk.img", seed=1)
        (self.directory / "other").mkdir()
        self.new = samples.write(self.directory / "other" / "disk.img", samples.SMALLEST, 2)
        self.first = self.succeed("upload", self.old, "--json").file
        self.id = self.first["id"]

    def upload(self, choice, *options, path=None, **more):
        return self.succeed("upload", path or self.new, "--if-exists", choice, *options, **more)

    def names(self):
        return sorted(item["name"] for item in self.emulator.json("/2.0/folders/0/items")["entries"])

    def interrupt(self, choice, *options):
        """Leaves an upload unfinished; gives the run."""
        self.emulator.faults({**REFUSAL, "nth": 2})
        run = self.fail_with(7, "upload", self.new, "--if-exists", choice, "--parallel", "1", *options)
        self.emulator.faults()
        return run

    def test_a_taken_name_says_by_what(self):
        for options in ([], ["--if-exists", "fail"]):
            error = self.fail_with(7, "upload", self.new, "--json", *options).error
            conflict = error["conflict"]
            self.assertEqual(
                {name: conflict[name] for name in ("type", "id", "name", "sha1", "size", "etag")},
                {"type": "file", "id": self.id, "name": "disk.img", "sha1": samples.sha1(self.old),
                 "size": samples.SMALLEST, "etag": self.first["etag"]})
        run = self.fail_with(7, "upload", self.new)
        self.assertIn(f"(it is file {self.id}, SHA-1 {samples.sha1(self.old)})", run.err)
        self.assertIn("--if-exists version makes a new version of it, --if-exists rename finds a free name", run.err)
        self.assertEqual(self.records(), [])

    def test_the_same_content_is_skipped(self):
        before = self.emulator.count("part")
        run = self.upload("skip-same", path=self.old)
        self.assertRegex(run.out, rf"^disk\.img: file {self.id} has this content already, and nothing was sent;")
        run = self.upload("skip-same", "--json", path=self.old)
        self.assertEqual(run.named("name_taken")[0]["consequence"], "comparing")
        self.assertEqual(run.named("name_taken")[0]["item"]["id"], self.id)
        self.assertEqual(run.named("unchanged")[0]["file"], self.first)
        self.assertEqual(run.file, self.first)
        self.assertEqual(self.emulator.count("part"), before)
        self.assertEqual(self.records(), [])

    def test_other_content_is_not_skipped(self):
        run = self.fail_with(7, "upload", self.new, "--if-exists", "skip-same")
        for text in ("differs", samples.sha1(self.old), samples.sha1(self.new), "--if-exists version"):
            self.assertIn(text, run.err)
        self.assertEqual(self.emulator.file(self.id), self.first)

    def test_a_new_version(self):
        run = self.upload("version")
        self.assertRegex(run.out, rf"^disk\.img: uploaded as a new version of file {self.id}, ")
        self.assertIn(f"The name is taken by file {self.id}, which gets a new version", run.err)
        self.assertEqual(self.emulator.download_sha1(self.id), samples.sha1(self.new))
        self.emulator.faults(NOTHING_NEW)
        run = self.upload("version", "--json")
        self.assertEqual(run.named("name_taken")[0]["consequence"], "new_version")
        self.assertEqual(len(run.named("unchanged")), 1)

    def test_another_name(self):
        run = self.upload("rename")
        self.assertRegex(run.out, r"^disk \(1\)\.img: uploaded as file \d+, ")
        run = self.upload("rename", "--json", "--name", "disk.img")
        self.assertEqual(run.file["name"], "disk (2).img")
        self.assertEqual(run.named("name_taken")[0]["new_name"], "disk (2).img")
        self.assertEqual(self.names(), ["disk (1).img", "disk (2).img", "disk.img"])
        self.assertEqual(self.emulator.file(self.id), self.first)

    def test_a_free_name_is_what_was_asked_for(self):
        for number, choice in enumerate(("skip-same", "version", "rename")):
            run = self.upload(choice, "--json", "--name", f"{number}.img")
            self.assertEqual((run.file["name"], run.named("name_taken")), (f"{number}.img", []))

    def test_two_at_once_end_with_two_names(self):
        self.emulator.faults({"on": "part", "times": 0, "do": "delay", "ms": 100})
        runs = [self.start("upload", path, "--if-exists", "rename", "--json") for path in (self.old, self.new)]
        names = {run.wait(120).file["name"] for run in runs}
        self.assertEqual(names, {"disk (1).img", "disk (2).img"})
        self.assertEqual(self.names(), ["disk (1).img", "disk (2).img", "disk.img"])
        self.assertEqual(self.records(), [])

    def test_standard_input(self):
        run = self.upload(
            "rename", "--name", "disk.img", "--size", "20000000", "--json", path="-", stdin=self.feed(self.new))
        self.assertEqual(run.file["name"], "disk (1).img")
        run = self.upload(
            "version", "--name", "disk.img", "--size", "20000000", "--json", path="-", stdin=self.feed(self.new))
        self.assertEqual(run.file["id"], self.id)

    def test_several_files(self):
        run = self.succeed("upload", self.old, self.sample("second.img", seed=3), "--if-exists", "skip-same", "--json")
        ends = {event["file"]["name"] for event in run.named("finished") if "file" in event}
        self.assertEqual(ends, {"disk.img", "second.img"})
        self.assertEqual([event["path"] for event in run.named("unchanged")], [str(self.old)])

    def test_a_killed_upload_is_gone_on_with(self):
        for choice, names in (("version", ["disk.img"]), ("rename", ["disk (1).img", "disk.img"])):
            with self.subTest(choice):
                self.emulator.faults({**STALL, "nth": 3})
                running = self.start(
                    "upload", self.new, "--if-exists", choice, "--parallel", "1", "--plan", "never", "--json")
                running.wait_for(lambda: running.out().count('"event":"part"') == 2, "two parts")
                running.kill()
                running.wait()
                self.settle()
                self.emulator.faults()
                run = self.upload(choice, "--plan", "never", "--json")
                self.assertTrue(run.named("session")[0]["continued"])
                self.assertEqual(run.file["name"], names[0])
                self.assertEqual(self.names(), names)
                self.assert_no_part_sent_twice()
                self.assertEqual(self.records(), [])

    def test_records(self):
        self.interrupt("version")
        self.assertRegex(self.succeed("uploads", "list").out, rf"  file {self.id}, by its name 0/disk\.img  /")
        (record,) = self.ids()
        listed = self.listed()[record]
        self.assertEqual(
            {name: listed[name] for name in ("if_exists", "file_id", "folder_id", "name", "if_match")},
            {"if_exists": "version", "file_id": self.id, "folder_id": "0", "name": "disk.img",
             "if_match": self.first["etag"]})
        run = self.succeed("uploads", "resume", record, "--json")
        self.assertEqual(run.file["id"], self.id)
        self.interrupt("rename")
        self.assertIn("  0/disk (1).img  /", self.succeed("uploads", "list").out)
        run = self.succeed("uploads", "resume", "--all", "--json")
        self.assertEqual(run.file["name"], "disk (1).img")
        self.assertEqual(self.records(), [])
        self.assert_no_part_sent_twice()

    def test_another_choice_does_not_go_on(self):
        self.interrupt("version")
        run = self.fail_with(7, "upload", self.new)
        self.assertIn(f"becomes a new version of file {self.id}", run.err)
        self.assertIn("Say 'version' again", run.err)
        self.assertEqual(self.upload("version", "--json").file["id"], self.id)

    def test_the_commands_that_are_printed(self):
        run = self.interrupt("rename")
        self.assertIn(f"To go on: chunk upload --if-exists rename --parallel 1 {self.new}\n", run.err)
        (record,) = self.ids()
        self.succeed("uploads", "abort", record)
        run = self.interrupt("version", "--no-resume")
        words = f"--file-id {self.id} --if-match {self.first['etag']}"
        self.assertRegex(run.err, rf"To go on: chunk upload --session \w+ {words} --no-resume --parallel 1 {self.new}\n")
        line = next(line for line in run.err.splitlines() if line.startswith("To go on: chunk "))
        file = self.succeed(*line.removeprefix("To go on: chunk ").split(), "--json").file
        self.assertEqual((file["id"], file["name"]), (self.id, "disk.img"))

    def test_a_session_by_its_id(self):
        run = self.interrupt("version", "--json")
        refused = self.fail_with(1, "upload", self.new, "--session", run.session, "--file-id", self.id)
        self.assertIn("was opened by --if-exists version", refused.err)
        # The record knows what it becomes.
        self.assertEqual(self.succeed("upload", self.new, "--session", run.session, "--json").file["id"], self.id)
        self.assertEqual(self.records(), [])

    def test_a_file_that_is_changed_meanwhile(self):
        self.interrupt("version")
        self.succeed("upload", self.old, "--file-id", self.id, "--no-resume")
        run = self.fail_with(7, "upload", self.new, "--if-exists", "version")
        self.assertIn(f"File {self.id} was changed meanwhile", run.err)
        self.assertIn("the same upload again replaces it", run.err)
        self.assertEqual(self.emulator.download_sha1(self.id), samples.sha1(self.old))
        self.upload("version")
        self.assertEqual(self.emulator.download_sha1(self.id), samples.sha1(self.new))

    def test_arguments_that_do_not_go_together(self):
        os.mkfifo(self.directory / "pipe")
        before = len(self.emulator.requests())
        for options, words in (
            ([str(self.new), "--if-exists", "overwrite"], "--if-exists"),
            ([str(self.new), "--if-exists", "version", "--file-id", "1"], "leave out --if-exists"),
            ([str(self.new), "--if-exists", "rename", "--session", "1"], "leave out --if-exists"),
            (["-", "--if-exists", "skip-same", "--name", "a", "--size", "20000000"], "cannot be compared"),
            ([str(self.directory / "pipe"), "--if-exists", "skip-same", "--size", "20000000"], "skip-same"),
        ):
            with self.subTest(options):
                feeder = self.feed_pipe() if "pipe" in options[0] else None
                self.assertIn(words, self.fail_with(1, "upload", *options).err)
                if feeder:
                    feeder.close()
        self.assertEqual(len(self.emulator.requests()), before)

    def feed_pipe(self):
        """Opens the pipe, so that who reads it need not wait for a writer."""
        return open(self.directory / "pipe", "r+b", buffering=0)
