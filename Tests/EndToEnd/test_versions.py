"""New versions of files that are there."""

import os

from support import samples
from support.uploads import REFUSAL, UploadsTest

NOTHING_NEW = {"on": "commit", "do": "status", "status": 202}


class VersionTests(UploadsTest):
    def setUp(self):
        super().setUp()
        self.old = self.sample("old.bin", seed=1)
        self.new = self.sample("new.bin", seed=2)
        self.first = self.succeed("upload", self.old, "--json").file
        self.id = self.first["id"]

    def upload(self, *options, path=None):
        return self.succeed("upload", path or self.new, "--file-id", self.id, *options)

    def interrupt(self, *options):
        """Leaves a version unfinished; gives the run, and the record's id."""
        self.emulator.faults({**REFUSAL, "nth": 2})
        run = self.fail_with(
            7, "upload", self.new, "--file-id", self.id, "--parallel", "1", "--json", *options)
        self.emulator.faults()
        (record,) = self.ids()
        return run, record

    def test_the_file_has_the_new_content(self):
        run = self.upload("--json")
        self.assertEqual((run.file["id"], run.file["name"]), (self.id, "old.bin"))
        self.assertNotEqual(run.file["etag"], self.first["etag"])
        self.assertEqual(run.named("unchanged"), [])
        self.assertEqual(self.emulator.download_sha1(self.id), samples.sha1(self.new))
        self.assertEqual(self.emulator.count("create-version"), 1)
        self.assertEqual(self.records(), [])

    def test_a_new_name(self):
        self.assertRegex(self.upload("--name", "b.bin").out, rf"^b\.bin: uploaded as file {self.id},")
        self.assertEqual(self.emulator.file(self.id)["name"], "b.bin")

    def test_standard_input_needs_no_name(self):
        run = self.succeed(
            "upload", "-", "--file-id", self.id, "--size", "20000000", stdin=self.feed(self.new))
        self.assertIn(f"file {self.id}: Opened session", run.err)
        self.assertEqual(self.emulator.download_sha1(self.id), samples.sha1(self.new))

    def test_the_same_content_is_unchanged(self):
        self.emulator.faults(NOTHING_NEW)
        run = self.upload("--json", path=self.old)
        self.assertEqual(run.named("unchanged"), [
            {"event": "unchanged", "file": self.first, "path": str(self.old)}])
        self.assertEqual(run.file, self.first)
        self.emulator.faults(NOTHING_NEW)
        run = self.upload("--name", "b.bin", path=self.old)
        self.assertRegex(run.out, rf"^old\.bin: file {self.id} has this content already, and no new version was made;")
        self.assertIn("still called 'old.bin'", run.err)
        self.assertEqual(self.records(), [])

    def test_a_file_that_was_changed_meanwhile(self):
        run = self.fail_with(7, "upload", self.new, "--file-id", self.id, "--if-match", "77", "--json")
        self.assertEqual(run.error["kind"], "precondition_failed")
        self.assertIn("--if-match", run.error["remedy"])
        self.assertEqual(self.emulator.file(self.id), self.first)
        (record,) = self.ids()
        self.assertEqual(self.listed()[record]["if_match"], "77")
        # The same again is refused again, and who has looked at the file goes on.
        run = self.fail_with(7, "uploads", "resume", record)
        self.assertIn(f"File {self.id} was changed meanwhile: its etag is not '77' any more", run.err)
        self.assertNotIn("To go on", run.err)
        self.assertIn(f"To drop it: chunk uploads abort {record}\n", run.err)
        self.upload("--if-match", self.first["etag"])
        self.assertEqual(self.emulator.download_sha1(self.id), samples.sha1(self.new))
        self.assert_no_part_sent_twice()

    def test_the_same_command_goes_on(self):
        run, _ = self.interrupt()
        again = self.upload("--json")
        self.assertEqual((again.session, again.named("session")[0]["continued"]), (run.session, True))
        self.assertEqual(again.file["id"], self.id)
        self.assert_no_part_sent_twice()
        self.assertEqual(self.records(), [])

    def test_the_commands_that_are_printed(self):
        options = ("--file-id", self.id, "--if-match", self.first["etag"], "--name", "b.bin")
        self.emulator.faults(REFUSAL)
        words = f"--file-id {self.id} --if-match {self.first['etag']}"
        run = self.fail_with(7, "upload", self.new, *options)
        self.assertIn(f"To go on: chunk upload --name b.bin {words} {self.new}\n", run.err)
        run = self.fail_with(7, "upload", self.new, *options, "--no-resume")
        session = self.emulator.requests("part")[-1]["path"].split("/")[-1].split("?")[0]
        self.assertIn(f"To go on: chunk upload --session {session} {words} --no-resume {self.new}\n", run.err)
        self.emulator.faults()
        file = self.succeed("upload", "--session", session, *options[:4], "--no-resume", self.new, "--json").file
        self.assertEqual((file["id"], file["name"]), (self.id, "b.bin"))

    def test_a_session_by_its_id(self):
        run, _ = self.interrupt("--name", "b.bin")
        other = self.fail_with(1, "upload", self.new, "--session", run.session, "--file-id", "77")
        self.assertIn(f"was opened for a new version of file {self.id}, and not for file 77", other.err)
        # The record knows the file.
        file = self.succeed("upload", self.new, "--session", run.session, "--json").file
        self.assertEqual((file["id"], file["name"]), (self.id, "b.bin"))
        self.assert_no_part_sent_twice()
        self.assertEqual(self.records(), [])

    def test_records_of_versions(self):
        run, record = self.interrupt("--description", "A disk")
        listed = self.listed()[record]
        self.assertEqual((listed["file_id"], listed["path"]), (self.id, os.path.realpath(self.new)))
        self.assertFalse({"folder_id", "name", "if_match"} & set(listed))
        self.assertRegex(self.succeed("uploads", "list").out, rf"{run.session}  file {self.id}  /.*/new\.bin\n")
        resumed = self.succeed("uploads", "resume", record, "--json")
        self.assertEqual((resumed.file["id"], resumed.file["description"]), (self.id, "A disk"))
        self.assert_no_part_sent_twice()

    def test_records_of_versions_are_dropped(self):
        run, record = self.interrupt("--name", "b.bin")
        self.assertRegex(self.succeed("uploads", "list").out, rf"  file {self.id}, as b\.bin  /.*/new\.bin\n")
        self.assertIn(f"{record} b.bin: session {run.session} was aborted", self.succeed("uploads", "abort", record).out)
        self.assertFalse(self.emulator.has_session(run.session))
        self.interrupt()
        self.assertIn(" new.bin: session", self.succeed("uploads", "forget", "--all").out)
        self.assertEqual(self.emulator.file(self.id), self.first)

    def test_a_name_that_is_taken_says_how_to_replace_the_file(self):
        run = self.fail_with(7, "upload", self.new, "--name", "old.bin")
        self.assertIn("--if-exists version makes a new version of it", run.err)

    def test_arguments_that_do_not_go_together(self):
        before = len(self.emulator.requests())
        for options, words in (
            (["--file-id", "1", "--folder", "0"], "leave out --folder"),
            (["--if-match", "1"], "name the file with --file-id"),
            (["--file-id", ""], "the id of a file"),
            (["--file-id", "1", "--if-match", ""], "to be an etag"),
            (["--file-id", "1", "--session", "2", "--name", "b"], "leave out --name"),
            (["--file-id", "1", str(self.old)], "leave out --file-id"),
            (["--file-id", "../1"], "not the id of any file"),
            (["--file-id", "1", "--if-match", "a b"], "not an etag"),
        ):
            with self.subTest(options):
                self.assertIn(words, self.fail_with(1, "upload", self.new, *options).err)
        self.assertEqual(len(self.emulator.requests()), before)
        self.assertIn("404", self.fail_with(3, "upload", self.new, "--file-id", "77").err)
