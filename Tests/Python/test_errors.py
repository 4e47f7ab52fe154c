"""What goes wrong, and how it is said."""

import pickle

import libchunk
from helpers.case import BindingTest
from support import samples


class Errors(BindingTest):
    def fail(self, error, call, *arguments, **more):
        with self.assertRaises(error) as caught:
            call(*arguments, **more)
        self.assertIsInstance(caught.exception, libchunk.ChunkError)
        for text in (str(caught.exception), repr(caught.exception), repr(caught.exception.raw)):
            self.assertNotIn(self.emulator.token, text)
        return caught.exception

    def test_folder_that_is_not_there(self):
        error = self.fail(libchunk.NotFound, self.manager().upload_big_file, self.sample(), parent_folder_id="404404")
        self.assertEqual((error.kind, error.status), ("not_found", 404))
        self.assertTrue(error.code and error.request_id and error.message and error.remedy)
        self.assertFalse(error.is_retriable)
        self.assertEqual(error.response_info.status_code, 404)
        self.assertEqual(error.raw["box_error"]["code"], error.code)

    def test_name_that_is_taken(self):
        first = self.manager().upload_big_file(self.sample())
        error = self.fail(libchunk.Conflict, self.manager().upload_big_file, self.sample(seed=2))
        self.assertEqual((error.status, error.code), (409, "item_name_in_use"))
        self.assertIn("conflicts", error.response_info.context_info)
        there = error.conflict
        self.assertIsInstance(there, libchunk.ConflictingItem)
        self.assertEqual(
            (there.id, there.type, there.sha_1, there.etag, there.name, there.size),
            (first.id, "file", first.sha_1, first.etag, first.name, first.size))
        self.assertIsNone(self.fail(
            libchunk.NotFound, self.manager().upload_big_file, self.sample(), parent_folder_id="404404").conflict)

    def test_session_that_is_gone(self):
        manager = self.manager()
        session = manager.create_file_upload_session("0", samples.SMALLEST, "new.bin")
        manager.delete_file_upload_session_by_id(session.id)
        error = self.fail(libchunk.SessionGone, manager.get_file_upload_session_by_id, session.id)
        self.assertEqual(error.status, 404)

    def test_token_that_is_refused(self):
        error = self.fail(libchunk.Unauthorized, self.manager(access_token="another").upload_big_file, self.sample())
        self.assertEqual(error.status, 401)
        self.assertNotIn("another", repr(error) + str(error.raw))

    def test_service_that_is_away(self):
        manager = self.manager(upload_url="http://127.0.0.1:1/api", patience_ms=100, attempts=1)
        error = self.fail(libchunk.TransportError, manager.upload_big_file, self.sample())
        self.assertEqual((error.kind, error.status, error.is_retriable), ("unreachable", None, True))

    def test_throttled_step(self):
        self.emulator.faults({"on": "create", "do": "status", "status": 429, "retry_after": 7})
        error = self.fail(
            libchunk.Throttled, self.manager(attempts=1).create_file_upload_session, "0", samples.SMALLEST, "new.bin")
        self.assertEqual((error.retry_after, error.is_retriable), (7.0, True))

    def test_file_that_is_not_there(self):
        error = self.fail(libchunk.SourceError, self.manager().upload_big_file, self.directory / "nothing")
        self.assertIn("nothing", str(error))

    def test_size_that_is_wrong(self):
        error = self.fail(libchunk.InvalidArgument, self.manager().upload_big_file, self.sample(), "a", 7, "0")
        self.assertIsInstance(error, ValueError)

    def test_commit_that_does_not_end(self):
        self.emulator.faults({"on": "commit", "times": 0, "do": "accepted", "retry_after": 1})
        error = self.fail(
            libchunk.StillProcessing, self.manager().upload_big_file, self.sample(), commit_time_ms=200)
        self.assertTrue(error.session_id)

    def test_neither_token_nor_provider(self):
        self.fail(libchunk.TokenUnavailable, self.manager, access_token=None)

    def test_closed_manager(self):
        manager = self.manager()
        manager.close()
        self.assertEqual(self.fail(libchunk.InvalidArgument, manager.upload_big_file, self.sample()).kind, "misused")

    def test_text_with_a_nul(self):
        with self.assertRaisesRegex(ValueError, "NUL"):
            self.manager().upload_big_file(self.sample(), "a\0b")

    def test_what_cannot_be_a_token_is_not_shown(self):
        for token in ("sec\0ret", "sec\r\nret", "sec ret"):
            provided = {"access_token": None, "token_provider": lambda _, token=token: token}
            for given in ({"access_token": token}, provided):
                with self.assertRaises((ValueError, libchunk.TokenUnavailable)) as caught:
                    self.manager(**given).upload_big_file(self.sample())
                self.assertNotIn("sec", str(caught.exception) + repr(caught.exception))

    def test_pickle(self):
        error = self.fail(libchunk.NotFound, self.manager().upload_big_file, self.sample(), parent_folder_id="404404")
        copy = pickle.loads(pickle.dumps(error))
        self.assertEqual((type(copy), copy.code, str(copy)), (type(error), error.code, str(error)))

    def test_token_is_in_no_repr(self):
        manager = self.manager()
        with manager.start_upload(self.sample()) as upload:
            upload.result()
            for shown in (manager, upload, upload.events(), vars(manager), vars(upload)):
                self.assertNotIn(self.emulator.token, repr(shown))
