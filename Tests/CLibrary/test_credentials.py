"""Tokens that the library gets: by an app's secret, by its key, by a login."""

import json

from support import login

from library.case import SLOW, UploadTest

#: An upload lasts longer than two tokens.
SHORT = ("--token-lifetime", "2")


class CredentialsTest(UploadTest):
    def start_with_app(self, *options):
        self.emulator.stop()
        self.app = login.App(self.directory)
        self.start_emulator(*self.options, "--app", self.app.path, *options)
        self.program = self.build("upload_as")

    def upload_as(self, *options, outcome="done", faults=()):
        """What the program prints: the file, or the error."""
        self.emulator.faults(*faults)
        text = self.execute([self.program, self.file, *options])
        said, value = text.split("{", 1)
        self.assertEqual(said.strip(), outcome, text)
        self.assertFalse([secret for secret in self.app.secrets if secret in text], "a secret was shown")
        return json.loads("{" + value)

    def application(self):
        return f"client_id={self.app.client_id}", f"client_secret={self.app.client_secret}"

    def tokens(self):
        return self.emulator.counters()["tokens"]


class AppTests(CredentialsTest):
    def test_client_credentials_renew_their_tokens(self):
        self.start_with_app(*SHORT)
        file = self.upload_as(*self.application(), f"enterprise_id={login.ENTERPRISE}", faults=[SLOW])
        self.assertEqual(self.emulator.download_sha1(file["id"]), file["sha1"])
        counted = self.tokens()
        self.assertGreater(counted["requests"]["client_credentials"], 1)
        self.assertEqual((counted["refused"], counted["expired_requests"]), (0, 0))
        self.assertLessEqual(counted["issued"], counted["expired"] + 2)

    def test_a_key_in_a_file_and_as_text(self):
        self.start_with_app("--clock-offset=600")
        for option in (f"jwt_config_file={self.app.path}", "jwt_config=" + self.app.path.read_text()):
            with self.subTest(option[:15]):
                file = self.upload_as(option)
                self.emulator.request(f"/2.0/files/{file['id']}", "DELETE")
        self.assertEqual(self.tokens()["issued"], 2)

    def test_users(self):
        self.start_with_app()
        self.upload_as(*self.application(), "user_id=100000002")
        error = self.upload_as(
            *self.application(), "user_id=100000002", "as_user=100000003", outcome="failed")
        self.assertEqual(error["kind"], "forbidden")
        self.upload_as(f"jwt_config_file={self.app.path}", "as_user=100000003", "if_exists=version")
        self.assertEqual(
            {request["headers"].get("as-user") for request in self.emulator.requests("commit")},
            {None, "100000003"})

    def test_downscoped_tokens(self):
        self.start_with_app()
        key = f"jwt_config_file={self.app.path}"
        self.upload_as(key, "downscope=item_upload", "downscope_resource=https://api.box.com/2.0/folders/0")
        self.assertEqual(self.tokens()["requests"], {"jwt-bearer": 1, "token-exchange": 1})
        error = self.upload_as(key, "downscope=item_download", outcome="failed")
        self.assertEqual(error["kind"], "forbidden")
        error = self.upload_as(f"access_token={self.emulator.token}", "downscope=item_preview", outcome="failed")
        self.assertEqual(error["box_code"], "insufficient_scope")
        error = self.upload_as(key, "downscope=no_scope", outcome="failed")
        self.assertEqual(error["kind"], "credentials_refused")

    def test_a_login_in_a_file(self):
        self.start_with_app(*SHORT, "--refresh-token", "refresh-of-the-file")
        path = self.directory / "login" / "login.json"
        path.parent.mkdir(mode=0o700)
        path.write_text(json.dumps({"refresh_token": "refresh-of-the-file"}))
        path.chmod(0o600)
        self.upload_as(f"login_file={path}", *self.application(), faults=[SLOW])
        counted = self.tokens()
        self.assertGreater(counted["requests"]["refresh_token"], 1)
        self.assertEqual((counted["reused_refresh_tokens"], counted["refused"]), (0, 0))
        kept = json.loads(path.read_text())
        self.assertNotEqual(kept["refresh_token"], "refresh-of-the-file")
        self.assertNotIn(kept["refresh_token"], self.emulator.log_path.read_text())

    def test_options_that_do_not_fit(self):
        self.start_with_app()
        key, app = f"jwt_config_file={self.app.path}", self.application()
        for options, kind, word in (
            ((), "token_unavailable", "client_id"),
            (app, "invalid_argument", "enterprise_id"),
            (app[:1] + ("user_id=1",), "invalid_argument", "client_secret"),
            (app + ("user_id=1 2",), "invalid_argument", "1 2"),
            (("access_token=a-token", key), "invalid_argument", "jwt_config_file"),
            ((key, "jwt_config={}"), "invalid_argument", "jwt_config"),
            (("jwt_config={}",), "invalid_argument", "clientID"),
            (("jwt_config_file=/nowhere",), "token_unavailable", "/nowhere"),
            ((key, "downscope_resource=https://api.box.com/2.0/folders/0"), "invalid_argument", "downscope"),
            ((key, "downscope= "), "invalid_argument", "scope"),
            ((key, "token_url=http://api.box.com/oauth2/token"), "url_refused", "token URL"),
            ((key, "allow_host=https://x.example"), "url_refused", "x.example"),
        ):
            with self.subTest(options):
                error = self.upload_as(*options, outcome="no client")
                self.assertEqual(error["kind"], kind)
                self.assertIn(word, error["message"] + error["remedy"])

    def test_refusals_say_what_to_do(self):
        self.start_with_app()
        error = self.upload_as(self.application()[0], "client_secret=wrong-secret-55", "user_id=1", outcome="failed")
        self.assertEqual(error["kind"], "credentials_refused")
        self.assertNotIn("wrong-secret-55", json.dumps(error))
        error = self.upload_as(f"login_file={self.directory}/none.json", *self.application(), outcome="failed")
        self.assertEqual(error["kind"], "login_required")

    def test_a_host_that_is_allowed(self):
        self.start_with_app()
        other = f"localhost:{self.emulator.port}"
        fault = {"on": "create", "do": "session-endpoints", "origin": f"http://{other}"}
        key = f"jwt_config_file={self.app.path}"
        self.assertEqual(self.upload_as(key, "resume=0", faults=[fault], outcome="failed")["kind"], "url_refused")
        self.upload_as(key, "resume=0", f"allow_host=b.example, {other}", faults=[fault])


class LoginTests(UploadTest):
    options = UploadTest.options + SHORT + ("--refresh-token", "refresh-of-a-program")

    def keep(self, program):
        self.upload(program, "refresh-of-a-program", faults=[SLOW])
        counted = self.emulator.counters()["tokens"]
        self.assertGreater(counted["requests"]["refresh_token"], 1)
        self.assertEqual(counted["reused_refresh_tokens"], 0)

    def test_functions(self):
        self.keep("login_functions")

    def test_events(self):
        self.keep("login_events")
