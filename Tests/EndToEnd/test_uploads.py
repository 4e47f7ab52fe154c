"""Unfinished uploads that are aborted or forgotten."""

import os
import time

from support.uploads import UploadsTest


class AbortTests(UploadsTest):
    def test_the_session_ends_and_the_record_goes(self):
        id, session = self.leave()
        run = self.succeed("uploads", "abort", id)
        self.assertEqual(run.out, f"{id} sample.bin: session {session} was aborted\n")
        self.assertFalse(self.emulator.has_session(session))
        self.assertEqual(self.records(), [])

    def test_a_session_that_is_gone_counts_as_aborted(self):
        id, session = self.leave()
        self.succeed("session", "abort", session)
        run = self.succeed("uploads", "abort", id, "--json")
        self.assertEqual(
            run.events, [
                {"event": "aborted", "id": id, "path": os.path.realpath(self.directory / "sample.bin"),
                 "session_id": session, "was_gone": True},
                {"event": "finished", "uploads": 1, "failed": 0}])
        self.assertEqual(self.records(), [])

    def test_all_but_the_one_that_somebody_works_on(self):
        self.leave("a.bin")
        damaged, _ = self.leave("b.bin")
        self.damage(damaged)
        running, held = self.hold()
        run = self.fail_with(11, "uploads", "abort", "--all")
        self.assertRegex(run.err, rf"(?m)^chunk: {held}: Process {running.process.pid} is working on this upload")
        self.assertRegex(run.err, rf"(?m)^chunk: {damaged}: .*is damaged: .*'chunk uploads forget {damaged}'")
        self.assertEqual(self.ids(), {damaged, held})
        self.assertTrue(running.is_running())

    def test_a_refusal_keeps_the_record(self):
        id, _ = self.leave()
        self.emulator.faults({"on": "delete", "do": "status", "status": 403})
        run = self.fail_with(7, "uploads", "abort", id, "--json")
        (failed, finished) = run.events
        self.assertEqual((failed["id"], failed["error"]["status"]), (id, 403))
        self.assertEqual(finished, {"event": "finished", "uploads": 1, "failed": 1})
        self.assertEqual(self.ids(), {id})


class ForgetTests(UploadsTest):
    def test_the_session_is_left_and_named(self):
        id, session = self.leave()
        run = self.succeed("uploads", "forget", id, BOX_ACCESS_TOKEN=None)
        self.assertRegex(
            run.out, rf"^{id} sample\.bin: session {session} is left at the service until [-\dT:]+Z; "
            rf"'chunk session abort {session}' drops it\n$")
        self.assertTrue(self.emulator.has_session(session))
        self.assertEqual(self.records(), [])

    def test_damaged_and_newer_records_too(self):
        damaged, _ = self.leave("a.bin")
        newer, _ = self.leave("b.bin")
        self.damage(damaged)
        self.make_newer(newer)
        run = self.succeed("uploads", "forget", "--all", "--json")
        self.assertEqual(
            sorted(run.events[:-1], key=lambda event: event["id"]),
            [{"event": "forgotten", "id": id} for id in sorted((damaged, newer))])
        self.assertEqual(self.records(), [])

    def test_the_id_of_a_damaged_record_is_said_once(self):
        id, _ = self.leave()
        self.damage(id)
        run = self.succeed("uploads", "forget", id)
        self.assertEqual(run.out, f"{id}: the record is removed; whatever session it named ends by itself\n")

    def test_a_session_that_has_ended(self):
        self.emulator.stop()
        self.start_emulator("--part-size", 2 << 20, "--session-lifetime", 4)
        id, session = self.leave()
        time.sleep(4.5)
        run = self.succeed("uploads", "forget", id)
        self.assertEqual(run.out, f"{id} sample.bin: the record is removed; session {session} has ended\n")

    def test_not_one_that_somebody_works_on(self):
        running, id = self.hold()
        run = self.fail_with(5, "uploads", "forget", id)
        self.assertIn(str(running.process.pid), run.err)
        self.assertEqual(self.ids(), {id})

    def test_another_state_directory(self):
        id, _ = self.leave("a.bin", "--state-dir", self.state_directory)
        for command in ("resume", "abort", "forget"):
            self.fail_with(3, "uploads", command, id, "--state-dir", "elsewhere")
        self.succeed("uploads", "forget", id, "--state-dir", self.state_directory, CHUNK_STATE_DIR="elsewhere")
        self.assertEqual(self.records(), [])
