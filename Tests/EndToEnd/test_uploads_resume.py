"""Unfinished uploads that are gone on with by their ids."""

from support import samples
from support.uploads import REFUSAL, UploadsTest

SLOW = {"on": "part", "times": 0, "do": "slow", "bytes_per_second": 2_000_000}


class ResumeTests(UploadsTest):
    def test_with_what_the_record_says(self):
        folder = self.emulator.json("/2.0/folders", "POST", {"name": "Images", "parent": {"id": "0"}})["id"]
        id, session = self.leave(
            "a.bin", "--name", "b.bin", "--folder", folder, "--description", "A disk",
            "--created-at", "2001-02-03T04:05:06Z")
        run = self.succeed("uploads", "resume", id[:4], "--json")
        self.assertEqual((run.session, run.named("session")[0]["continued"]), (session, True))
        self.assertEqual(
            (run.file["name"], run.file["parent"]["id"], run.file["description"], run.file["content_created_at"]),
            ("b.bin", folder, "A disk", "2001-02-03T04:05:06Z"))
        self.assertEqual(run.file["sha1"], samples.sha1(self.directory / "a.bin"))
        self.assert_no_part_sent_twice()
        self.assertEqual(self.records(), [])

    def test_all(self):
        for seed, name in enumerate(("a.bin", "b.bin", "c.bin")):
            self.leave(name, seed=seed)
        run = self.succeed("uploads", "resume", "--all")
        self.assertIn("3 of 3 files uploaded", run.err)
        self.assertEqual(self.records(), [])
        self.assertIn("no unfinished uploads", self.succeed("uploads", "resume", "--all").err)
        run = self.succeed("uploads", "resume", "--all", "--json")
        self.assertEqual(run.events, [{"event": "finished", "files": 0, "failed": 0}])

    def test_a_failure_says_how_to_go_on(self):
        id, session = self.leave()
        self.emulator.faults(REFUSAL)
        run = self.fail_with(7, "uploads", "resume", id, "--parallel", "2", "--patience", "0")
        self.assertIn(f"To go on: chunk uploads resume --parallel 2 --patience 0 {id}\n", run.err)
        self.assertIn(f"To drop it: chunk uploads abort {id}\n", run.err)

    def test_with_the_token_of_another_user(self):
        self.emulator.stop()
        self.start_emulator("--part-size", 2 << 20, "--other-token", "somebody-else")
        id, _ = self.leave()
        for command in (("upload", "sample.bin"), ("uploads", "resume", id)):
            run = self.fail_with(7, *command, BOX_ACCESS_TOKEN="somebody-else")
            self.assertNotIn("To go on", run.err)
            self.assertNotIn("abort", run.err)
            self.assertTrue(run.err.endswith(f"To drop it: chunk uploads forget {id}\n"), run)
        run = self.fail_with(7, "uploads", "abort", id, BOX_ACCESS_TOKEN="somebody-else")
        self.assertIn(f"'chunk uploads forget {id}'", run.err)

    def test_a_file_that_was_moved(self):
        id, _ = self.leave()
        (self.directory / "sample.bin").rename(self.directory / "moved.bin")
        run = self.fail_with(4, "uploads", "resume", id)
        self.assertRegex(run.err, rf"is not there any more\. Put it back, .*'chunk uploads abort {id}'")

    def test_a_file_that_was_cut_off_meanwhile(self):
        running, id = self.hold("held.bin", "--parallel", "1", fault=SLOW)
        running.wait_for(lambda: self.emulator.count("part") >= 1, "a part")
        with open(self.directory / "held.bin", "r+b") as file:
            file.truncate(1_000_000)
        self.emulator.faults()
        run = running.wait()
        self.assertEqual(run.status, 4, run)
        self.assertNotIn("To go on", run.err)
        self.assertTrue(run.err.endswith(f"To drop it: chunk uploads abort {id}\n"), run)

    def test_a_newer_record(self):
        id, _ = self.leave()
        self.make_newer(id)
        for command in (("upload", "sample.bin"), ("uploads", "resume", id), ("uploads", "abort", id)):
            run = self.fail_with(2, *command)
            self.assertIn(f"remove it with 'chunk uploads forget {id}'", run.err)

    def test_one_that_cannot_be_used_does_not_stop_the_others(self):
        damaged, _ = self.leave("a.bin")
        self.damage(damaged)
        self.leave("b.bin")
        run = self.fail_with(11, "uploads", "resume", "--all")
        self.assertRegex(run.err, rf"(?m)^chunk: {damaged}: .*is damaged")
        self.assertIn("1 of 2 files uploaded", run.err)
        self.assertEqual(self.ids(), {damaged})

    def test_one_that_somebody_works_on(self):
        running, id = self.hold()
        run = self.fail_with(5, "uploads", "resume", id, "--json")
        self.assertEqual(run.error["kind"], "upload_in_progress")
        self.assertIn(str(running.process.pid), run.error["message"])

    def test_the_token_goes_nowhere_because_of_a_record(self):
        id, _ = self.leave()
        before = len(self.emulator.requests())
        for command in ("resume", "abort"):
            run = self.fail_with(
                1, "uploads", command, id, CHUNK_BASE_URL=None, CHUNK_UPLOAD_URL=None)
            self.assertIn(self.emulator.upload_url, run.err)
            self.assertIn("https://upload.box.com/api", run.err)
            self.assertIn("--upload-url or CHUNK_UPLOAD_URL", run.err)
        self.assertEqual(len(self.emulator.requests()), before)
        # The same URL in another spelling is the same.
        self.succeed("uploads", "resume", id, "--quiet", "--upload-url", self.emulator.upload_url + "/")

    def test_ids_that_are_not_there_or_not_clear(self):
        run = self.fail_with(3, "uploads", "resume", "beef", "--json")
        self.assertEqual(run.error["kind"], "not_found")
        self.assertIn("'beef'", run.error["message"])
        ids = set()
        while len({id[0] for id in ids}) == len(ids):
            ids.add(self.leave(f"{len(ids)}.bin")[0])
        letter = next(id[0] for id in ids if sum(other[0] == id[0] for other in ids) == 2)
        run = self.fail_with(1, "uploads", "resume", letter)
        for id in ids:
            self.assertEqual(id in run.err, id.startswith(letter))
        self.assertEqual(self.ids(), ids)
