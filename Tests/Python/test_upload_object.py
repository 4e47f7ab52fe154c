"""Uploads that are started, followed and stopped."""

import select
import time

import libchunk
from helpers.case import SLOW, BindingTest
from support import samples


class UploadObject(BindingTest):
    def test_events_and_result(self):
        path = self.sample()
        upload = self.manager().start_upload(path, "stored.bin")
        names = [event.name for event in upload.events()]
        self.assertEqual((names[0], names[-1]), ("session_opened", "finished"))
        self.assertTrue(upload.is_over)
        self.assert_stored(upload.result(), path)
        self.assertEqual(upload.result().id, upload.result(timeout=0).id)
        self.assertEqual(upload.progress.acknowledged, samples.SMALLEST)

    def test_result_leaves_the_events(self):
        upload = self.manager().start_upload(self.sample())
        upload.result()
        self.assertEqual([event.name for event in upload.events()][-1], "finished")

    def test_it_goes_on_while_nobody_looks(self):
        upload = self.manager().start_upload(self.sample())
        self.wait_for(lambda: self.emulator.count("commit") == 1, "the commit")
        self.assertTrue(upload.result(5).id)

    def test_progress_without_waiting(self):
        self.emulator.faults(SLOW)
        with self.manager(parallel=1).start_upload(self.sample()) as upload:
            self.wait_for(lambda: upload.progress and upload.progress.wire > 0, "progress")
            self.assertFalse(upload.is_over)
            self.assertEqual(upload.progress.total, samples.SMALLEST)

    def test_timeout_leaves_it_going(self):
        self.emulator.faults(SLOW)
        path = self.sample()
        upload = self.manager().start_upload(path)
        began = time.monotonic()
        with self.assertRaises(TimeoutError):
            upload.result(timeout=0.3)
        self.assertLess(time.monotonic() - began, 1)
        self.emulator.faults()
        self.assert_stored(upload.result(60), path)

    def test_cancel_keeps_the_session(self):
        self.emulator.faults(SLOW)
        manager, path = self.manager(parallel=1), self.sample()
        upload = manager.start_upload(path)
        self.wait_for(lambda: upload.progress and upload.progress.acknowledged > 0, "a part")
        upload.cancel()
        with self.assertRaises(libchunk.Cancelled) as caught:
            upload.result(2)
        session = caught.exception.session_id
        self.assertTrue(self.emulator.has_session(session))
        self.emulator.faults()
        again = manager.start_upload(path)
        opened = next(iter(again.events()))
        self.assertEqual((opened.data["id"], opened.data["is_continued"]), (session, True))
        self.assert_stored(again.result(), path)

    def test_cancel_and_abort(self):
        self.emulator.faults(SLOW)
        upload = self.manager(parallel=1).start_upload(self.sample())
        events = upload.events()
        session = next(iter(events)).data["id"]
        upload.cancel(abort=True)
        with self.assertRaises(libchunk.Cancelled):
            upload.result(5)
        self.assertFalse(self.emulator.has_session(session))

    def test_session_of_an_error_as_an_option(self):
        self.emulator.faults({"on": "part", "nth": 4, "times": 0, "do": "status", "status": 403})
        manager, path = self.manager(parallel=1, resume=False), self.sample()
        with self.assertRaises(libchunk.ApiError) as caught:
            manager.start_upload(path.read_bytes(), "stored.bin").result()
        self.emulator.faults()
        file = manager.upload_big_file(path.read_bytes(), "stored.bin", session_id=caught.exception.session_id)
        self.assert_stored(file, path)
        self.assertEqual(self.emulator.count("create"), 1)

    def test_end_of_with_cancels(self):
        self.emulator.faults(SLOW)
        with self.manager().start_upload(self.sample()) as upload:
            self.wait_for_bytes()
        with self.assertRaises(libchunk.Cancelled):
            upload.result(2)

    def test_version(self):
        manager, path = self.manager(), self.sample()
        file = manager.upload_big_file(path)
        changed = self.sample("changed.bin", seed=2)
        self.assert_stored(manager.start_upload_version(file.id, changed).result(), changed)

    def test_loop_of_ones_own(self):
        upload = self.manager().start_upload(self.sample())
        rounds = 0
        while not upload.is_over:
            select.select([upload], [], [], 10)
            rounds += 1
        self.assertTrue(upload.result().id)
        self.assertGreater(rounds, 0)
