"""Uploads that fail: with which error, and what becomes of the session."""

from support import samples
from support.case import ServerTest


class FailureTests(ServerTest):
    def fails(self, status, kind, *faults, options=()):
        self.emulator.faults(*faults)
        run = self.fail_with(status, "upload", self.sample(), "--json", *options)
        self.assertEqual(run.error["kind"], kind)
        return run

    def test_a_folder_that_is_not_there(self):
        run = self.fails(3, "not_found", options=("--folder", "4711"))
        self.assertNotIn("session", run.error)

    def test_a_name_that_is_taken(self):
        self.succeed("upload", self.sample(), "--quiet")
        run = self.fails(7, "conflict")
        self.assertEqual((run.error["status"], run.error["code"]), (409, "item_name_in_use"))
        self.assertNotIn("session", run.error)
        self.assertIn("--name", run.error["remedy"])

    def test_refusals_on_the_way_leave_the_session(self):
        for fault, kind in [
            ({"status": 403, "code": "access_denied"}, "forbidden"),
            ({"status": 507, "code": "storage_limit_exceeded"}, "storage_full"),
            ({"status": 401}, "unauthorized"),
        ]:
            with self.subTest(kind):
                # Each begins with a session of its own.
                run = self.fails(
                    7, kind, {"on": "part", "nth": 2, "do": "status", **fault},
                    options=("--parallel", "1", "--no-resume"))
                self.assertEqual(run.error["session"]["id"], run.session)
                self.assertEqual(run.error["session"]["acknowledged_bytes"], samples.PART)
                self.assertTrue(self.emulator.has_session(run.session))

    def test_on_failure_abort(self):
        run = self.fails(
            7, "forbidden", {"on": "part", "nth": 2, "do": "status", "status": 403},
            options=("--on-failure", "abort"))
        self.assertNotIn("session", run.error)
        self.assertFalse(self.emulator.has_session(run.session))

    def test_an_abort_that_fails_names_the_session(self):
        run = self.fails(
            7, "forbidden", {"on": "part", "do": "status", "status": 403},
            {"on": "delete", "do": "status", "status": 500}, options=("--on-failure", "abort"))
        self.assertEqual(run.error["session"]["id"], run.session)

    def test_a_session_that_goes_away(self):
        run = self.fails(
            3, "session_gone",
            {"on": "part", "nth": 2, "do": "status", "status": 410, "code": "session_expired"})
        self.assertNotIn("session", run.error)

    def test_a_service_that_stays_unavailable(self):
        run = self.fails(
            5, "server_error", {"on": "part", "times": 0, "do": "status", "status": 503},
            options=("--parallel", "1", "--patience", "0"))
        self.assertEqual(run.error["session"]["id"], run.session)
        self.assertTrue(run.error["temporary"])
        self.assertEqual(len(run.named("retrying")), 5)
        self.emulator.faults()
        self.succeed("upload", "sample.bin", "--session", run.session, "--json")

    def test_a_part_that_was_stored_wrong(self):
        run = self.fails(7, "integrity", {"on": "part", "offset": samples.PART, "do": "wrong-sha1"})
        self.assertEqual(self.emulator.count("commit"), 0)
        self.assertIn(str(samples.PART), run.error["message"])

    def test_a_file_that_is_not_what_was_sent(self):
        run = self.fails(7, "integrity", {"on": "commit", "do": "wrong-sha1"})
        self.assertIn("SHA-1", run.error["message"])
        self.assertIn(samples.sha1(self.directory / "sample.bin"), run.error["message"])


class ResumeTests(ServerTest):
    def test_another_file_than_the_session_is_for(self):
        self.emulator.faults({"on": "part", "nth": 2, "do": "status", "status": 403})
        session = self.fail_with(7, "upload", self.sample(), "--parallel", "1", "--json").session
        other = self.sample("other.bin", seed=2)
        run = self.fail_with(4, "upload", other, "--session", session, "--json")
        self.assertEqual(run.error["kind"], "source_changed")
        longer = self.sample("longer.bin", size=30_000_000)
        run = self.chunk("upload", longer, "--session", session, "--json")
        self.assertNotEqual(run.status, 0)
        self.assertEqual(self.emulator.count("part"), 2)
        self.succeed("upload", "sample.bin", "--session", session)

    def test_a_session_that_nobody_knows(self):
        run = self.fail_with(3, "upload", self.sample(), "--session", "4711", "--json")
        self.assertEqual(run.error["kind"], "session_gone")
