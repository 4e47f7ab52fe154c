"""Functions of the program that are called, and what becomes of what they raise."""

import json
import threading

import libchunk
from helpers.case import SLOW, BindingTest
from support import login, samples


class Raised(Exception):
    pass


class Callbacks(BindingTest):
    def test_progress_function_that_raises(self):
        def report(progress):
            if progress.acknowledged > 0:
                raise Raised("enough")

        manager, path = self.manager(parallel=1), self.sample()
        with self.assertRaisesRegex(Raised, "enough"):
            manager.upload_big_file(path, on_progress=report)
        self.assert_stored(manager.upload_big_file(path), path)
        self.assertEqual(self.emulator.count("create"), 1, "the session was kept")

    def test_event_function_that_raises(self):
        def report(event):
            raise Raised(event.name)

        with self.assertRaisesRegex(Raised, "session_opened"):
            self.manager().upload_big_file(self.sample(), on_event=report)

    def test_functions_are_called_on_the_calling_thread(self):
        threads = set()
        self.manager(access_token=None, token_provider=lambda _: threads.add(threading.get_ident()) or
                     self.emulator.token).upload_big_file(
            self.sample(), on_event=lambda _: threads.add(threading.get_ident()))
        self.assertEqual(threads, {threading.get_ident()})

    def test_read_that_raises(self):
        class Broken:
            def __init__(self):
                self.left = 5_000_000

            def read(self, size):
                if self.left <= 0:
                    raise Raised("no more")
                self.left -= size
                return bytes(size)

        with self.assertRaisesRegex(Raised, "no more"):
            self.manager().upload_big_file(Broken(), "stored.bin", samples.SMALLEST, "0")

    def test_read_that_ends_early(self):
        class Short:
            def __init__(self):
                self.left = 5_000_000

            def read(self, size):
                count = min(size, self.left)
                self.left -= count
                return bytes(count)

        with self.assertRaises(libchunk.SourceError):
            self.manager().upload_big_file(Short(), "stored.bin", samples.SMALLEST, "0")

    def test_read_that_gives_text(self):
        class Text:
            def read(self, size):
                return "x" * size

        with self.assertRaisesRegex(TypeError, "'rb'"):
            self.manager().upload_big_file(Text(), "stored.bin", samples.SMALLEST, "0")


class Tokens(BindingTest):
    def setUp(self):
        super().setUp()
        self.asked = []

    def provided(self, provider):
        return self.manager(access_token=None, token_provider=provider)

    def good(self, is_rejected):
        self.asked.append(is_rejected)
        return self.emulator.token

    def second_is_good(self, is_rejected):
        self.asked.append(is_rejected)
        return self.emulator.token if is_rejected else "expired"

    def test_token_is_asked_for_once(self):
        manager, path = self.provided(self.good), self.sample()
        self.assert_stored(manager.upload_big_file(path), path)
        manager.create_file_upload_session("0", samples.SMALLEST, "new.bin")
        self.assertEqual(self.asked, [False])

    def test_second_token_after_the_first_is_refused(self):
        path = self.sample()
        self.assert_stored(self.provided(self.second_is_good).upload_big_file(path), path)
        self.assertEqual(self.asked, [False, True])

    def fresh(self, is_rejected):
        """Another token of the same user, as an authentication server gives them."""
        self.asked.append(is_rejected)
        status, answer = self.emulator.request(
            "/oauth2/token", "POST", b"grant_type=client_credentials&client_id=a&client_secret=b"
            b"&box_subject_type=enterprise&box_subject_id=1")
        self.assertEqual(status, 200, answer)
        return json.loads(answer)["access_token"]

    def test_token_that_expires_on_the_way(self):
        self.emulator.faults({"on": "part", "nth": 3, "do": "status", "status": 401, "where": "before"})
        path = self.sample()
        self.assert_stored(self.provided(self.fresh).upload_big_file(path, parallel=1), path)
        self.assertEqual(self.asked, [False, True])

    def test_step_after_a_refused_token(self):
        session = self.provided(self.second_is_good).create_file_upload_session("0", samples.SMALLEST, "new.bin")
        self.assertTrue(session.id)
        self.assertEqual(self.asked, [False, True])

    def test_provider_that_raises(self):
        def provider(_):
            raise Raised("locked out")

        with self.assertRaisesRegex(Raised, "locked out"):
            self.provided(provider).upload_big_file(self.sample())
        with self.assertRaisesRegex(Raised, "locked out"):
            self.provided(provider).start_upload(self.sample()).result()

    def test_upload_after_its_provider_raised(self):
        def provider(_):
            raise Raised("locked out")

        upload = self.provided(provider).start_upload(self.sample())
        self.assertRaises(Raised, upload.result)
        with self.assertRaises(libchunk.TokenUnavailable) as caught:
            upload.result(5)
        self.assertNotIn("locked out", str(caught.exception))

    def test_provider_that_gives_no_text(self):
        with self.assertRaisesRegex(TypeError, "NoneType"):
            self.provided(lambda _: None).upload_big_file(self.sample())

    def test_token_while_nobody_but_progress_looks(self):
        self.emulator.faults(SLOW)
        with self.provided(self.good).start_upload(self.sample()) as upload:
            self.wait_for(lambda: upload.progress and upload.progress.wire > 0, "progress")


class LoginStorage:
    """Keeps a login in memory."""

    def __init__(self, refresh_token, failures=0):
        self.login = json.dumps({"refresh_token": refresh_token})
        self.failures = failures
        self.threads, self.saved = set(), 0

    def load(self):
        self.threads.add(threading.get_ident())
        return self.login

    def save(self, login):
        if self.failures > 0:
            self.failures -= 1
            raise Raised("the disk is full")
        self.login, self.saved = login, self.saved + 1


class Credentials(BindingTest):
    options = BindingTest.options + ("--token-lifetime", "2", "--refresh-token", "refresh-of-python")
    app = {"client_id": "an-app", "client_secret": "its-secret"}

    def tokens(self):
        return self.emulator.counters()["tokens"]

    def test_client_credentials(self):
        self.emulator.faults(SLOW)
        manager, path = self.manager(access_token=None, **self.app, enterprise_id="1"), self.sample()
        self.assert_stored(manager.upload_big_file(path), path)
        self.assertGreater(self.tokens()["requests"]["client_credentials"], 1)
        self.assertEqual(self.tokens()["expired_requests"], 0)

    def test_key_and_downscoped_tokens(self):
        app, path = login.App(self.directory), self.sample()
        manager = self.manager(
            access_token=None, jwt_config_file=app.path, downscope="item_upload", as_user=None)
        self.assert_stored(manager.upload_big_file(path), path)
        self.assertEqual(self.tokens()["requests"], {"jwt-bearer": 1, "token-exchange": 1})

    def test_users_to_act_for(self):
        session = self.manager(as_user="100000002").create_file_upload_session("0", samples.SMALLEST, "a.bin")
        with self.assertRaises(libchunk.ApiError):
            self.manager().get_file_upload_session_by_id(session.id)

    def test_login_storage(self):
        storage, path = LoginStorage("refresh-of-python"), self.sample()
        self.emulator.faults(SLOW)
        manager = self.manager(access_token=None, login_storage=storage, **self.app)
        self.assert_stored(manager.upload_big_file(path), path)
        self.assertEqual(storage.threads, {threading.get_ident()})
        self.assertEqual(storage.saved, self.tokens()["requests"]["refresh_token"])
        self.assertEqual(self.tokens()["reused_refresh_tokens"], 0)
        self.assertNotIn("refresh-of-python", storage.login)

    def test_login_storage_that_raises(self):
        storage = LoginStorage("refresh-of-python", failures=1)
        manager = self.manager(access_token=None, login_storage=storage, **self.app)
        with self.assertRaisesRegex(Raised, "disk"):
            manager.create_file_upload_session("0", samples.SMALLEST, "a.bin")
        # What was not saved is saved before anything else is done.
        self.assertTrue(manager.create_file_upload_session("0", samples.SMALLEST, "b.bin").id)
        self.assertEqual(self.tokens()["reused_refresh_tokens"], 0)
        self.assertGreaterEqual(storage.saved, 1)

    def test_no_credentials_and_too_many(self):
        for wrong in ({}, self.app, {"access_token": "a", "jwt_config": "{}"},
                      {"access_token": "a", "token_provider": lambda _: "b"}):
            with self.subTest(wrong), self.assertRaises((libchunk.InvalidArgument, libchunk.TokenUnavailable)):
                libchunk.ChunkedUploadsManager(**wrong)
