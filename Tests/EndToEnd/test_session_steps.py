"""Each step of an upload by a command of its own, by the session's id and by the service's URLs."""

from support import samples
from support.case import ServerTest


class StepTests(ServerTest):
    def create(self, *options, name="sample.bin", size="20000000"):
        return self.succeed("session", "create", "--size", size, "--name", name, *options).json

    def put_all(self, session, path, *options):
        for number in range(len(samples.parts(path))):
            answer = self.succeed("session", "put", session, path, "--part", str(number), *options).json
            self.assertEqual(answer["part"]["offset"], number * samples.PART)

    def test_all_steps_by_id(self):
        path = self.sample()
        session = self.create()
        self.assertEqual((session["part_size"], session["total_parts"]), (samples.PART, 3))
        plan = self.succeed("session", "plan", session["id"], path).json
        self.assertEqual((plan["hits"], len(plan["misses"])), ([], 3))
        self.put_all(session["id"], path)
        status = self.succeed("session", "status", session["id"]).json
        self.assertEqual((status["id"], status["num_parts_processed"]), (session["id"], 3))
        parts = self.succeed("session", "parts", session["id"]).json
        self.assertEqual([part["offset"] for part in parts["entries"]], [0, 8388608, 16777216])
        page = self.succeed("session", "parts", session["id"], "--offset", "1", "--limit", "1").json
        self.assertEqual([part["offset"] for part in page["entries"]], [8388608])
        file = self.succeed("session", "commit", session["id"], path).json["entries"][0]
        self.assertEqual((file["name"], file["sha1"]), ("sample.bin", samples.sha1(path)))
        self.assertEqual(self.emulator.download_sha1(file["id"]), samples.sha1(path))

    def test_all_steps_by_url(self):
        path = self.sample()
        urls = self.create()["session_endpoints"]
        size = ("--part-size", str(samples.PART))
        self.assertEqual(len(self.succeed("session", "plan", urls["plan"], path, *size).json["misses"]), 3)
        self.put_all(urls["upload_part"], path, *size)
        self.assertEqual(self.succeed("session", "status", urls["status"]).json["num_parts_processed"], 3)
        listed = self.succeed("session", "parts", urls["list_parts"], "--json")  # as well as without
        (self.directory / "parts.json").write_text(listed.out)
        file = self.succeed(
            "session", "commit", urls["commit"], path, "--parts", "parts.json").json["entries"][0]
        self.assertEqual(file["sha1"], samples.sha1(path))

    def test_parts_that_are_none(self):
        path = self.sample()
        for content, word in (("not json", "is not JSON"), ("[1]", "no list of parts"), (None, "No such file")):
            with self.subTest(content):
                file = self.directory / "parts.json"
                file.unlink(missing_ok=True)
                if content:
                    file.write_text(content)
                run = self.fail_with(4, "session", "commit", "1", path, "--parts", "parts.json")
                self.assertIn(word, run.err)
                self.assertNotIn("Error", run.err)

    def test_what_a_url_does_not_tell_has_to_be_given(self):
        path = self.sample()
        urls = self.create()["session_endpoints"]
        for arguments, option in [
            (("put", urls["upload_part"], path, "--part", "0"), "--part-size"),
            (("plan", urls["plan"], path), "--part-size"),
            (("commit", urls["commit"], path), "--parts"),
        ]:
            with self.subTest(arguments[0]):
                self.assertIn(option, self.fail_with(1, "session", *arguments).err)

    def test_parts_in_any_order_and_never_twice(self):
        path = self.sample()
        session = self.create()["id"]
        for number in (2, 0, 1):
            self.succeed("session", "put", session, path, "--part", str(number))
        run = self.fail_with(7, "session", "put", session, path, "--part", "1", "--json")
        self.assertEqual((run.error["kind"], run.error["status"]), ("range_conflict", 416))
        self.succeed("session", "commit", session, path, "--quiet")

    def test_a_part_that_is_not_there(self):
        session = self.create()["id"]
        run = self.fail_with(1, "session", "put", session, self.sample(), "--part", "3")
        self.assertIn("from 0 to 2", run.err)

    def test_abort(self):
        for argument in (lambda made: made["id"], lambda made: made["session_endpoints"]["abort"]):
            made = self.create()
            run = self.succeed("session", "abort", argument(made))
            self.assertEqual((run.out, run.err), ("", ""))
            self.assertFalse(self.emulator.has_session(made["id"]))
            run = self.fail_with(3, "session", "status", made["id"], "--json")
            self.assertEqual(run.error["kind"], "session_gone")

    def test_a_commit_that_comes_too_early(self):
        path = self.sample()
        session = self.create()["id"]
        run = self.fail_with(1, "session", "commit", session, path, "--json")
        self.assertEqual(run.error["kind"], "invalid_argument")  # no part at all
        self.succeed("session", "put", session, path, "--part", "0")
        run = self.fail_with(5, "session", "commit", session, path, "--json")
        self.assertEqual((run.error["kind"], run.error["code"]), ("parts_mismatch", "parts_mismatch"))

    def test_a_commit_of_another_file(self):
        path = self.sample()
        session = self.create()["id"]
        self.put_all(session, path)
        other = self.sample("other.bin", seed=2)
        run = self.fail_with(7, "session", "commit", session, other, "--json")
        self.assertEqual(run.error["kind"], "digest_mismatch")

    def test_a_commit_that_needs_time(self):
        path = self.sample()
        session = self.create()["id"]
        self.put_all(session, path)
        self.emulator.faults({"on": "commit", "do": "accepted", "retry_after": 2})
        run = self.fail_with(6, "session", "commit", session, path, "--json")
        self.assertEqual(run.error["kind"], "still_processing")
        self.assertIn("2.0 s", run.error["remedy"])
        self.succeed("session", "commit", session, path)

    def test_steps_write_one_line_of_json(self):
        arguments = ("session", "create", "--size", "20000000", "--name", "x")
        self.assertEqual(self.succeed(*arguments).out.count("\n"), 1)
        run = self.succeed(*arguments, "--quiet")
        self.assertEqual((run.out, run.err), ("", ""))


class VersionTests(ServerTest):
    """New versions of a file that is there."""

    def setUp(self):
        super().setUp()
        self.file = self.succeed("upload", self.sample(), "--json").file
        self.path = self.sample("second.bin", size=samples.SMALLEST + 5, seed=2)
        made = self.succeed("session", "create", "--file", self.file["id"], "--size", "20000005")
        self.session = made.json["id"]
        for number in range(3):
            self.succeed("session", "put", self.session, self.path, "--part", str(number), "--quiet")

    def test_a_new_version(self):
        run = self.succeed("session", "commit", self.session, self.path, "--if-match", self.file["etag"])
        file = run.json["entries"][0]
        self.assertEqual((file["id"], file["name"]), (self.file["id"], "sample.bin"))
        self.assertEqual(file["sha1"], samples.sha1(self.path))
        self.assertNotEqual(file["etag"], self.file["etag"])
        self.assertEqual(self.emulator.download_sha1(file["id"]), file["sha1"])

    def test_a_stale_etag(self):
        run = self.fail_with(
            7, "session", "commit", self.session, self.path, "--if-match", "17", "--json")
        self.assertEqual((run.error["kind"], run.error["status"]), ("precondition_failed", 412))
        self.assertEqual(self.emulator.file(self.file["id"])["sha1"], self.file["sha1"])

    def test_an_etag_that_must_not_match(self):
        self.fail_with(
            7, "session", "commit", self.session, self.path, "--if-none-match", self.file["etag"])
        self.succeed("session", "commit", self.session, self.path, "--if-none-match", "17")

    def test_no_such_file(self):
        run = self.fail_with(3, "session", "create", "--file", "999", "--size", "20000000", "--json")
        self.assertEqual(run.error["kind"], "not_found")
