"""Which credentials win, what whoami says of them, and what they are good for."""

from support import login
from support.case import ProgramTest, ServerTest


class PrecedenceTests(ServerTest):
    def setUp(self):
        super().setUp()
        self.app = login.App(self.directory)
        (self.directory / "token").write_text(self.emulator.token)

    def kinds(self, run):
        finished = run.events[-1]
        return [finished["credentials"]["kind"]] + [other["kind"] for other in finished["unused"]]

    def test_the_first_that_is_set_wins_and_the_others_are_named(self):
        everything = {
            "CHUNK_TOKEN_FILE": "token", "BOX_CONFIG_FILE": self.app.path, **self.app.environment,
            "BOX_USER_ID": "100000002"}
        login_file = self.directory / "config" / "chunk" / "login.json"
        login_file.parent.mkdir(parents=True, mode=0o700)
        login_file.write_text("{}")
        # One after another is taken away, the winner first.
        order = ["token_file", "access_token", "app_key", "client_credentials"]
        variables = ["CHUNK_TOKEN_FILE", "BOX_ACCESS_TOKEN", "BOX_CONFIG_FILE", "BOX_CLIENT_ID"]
        gone = {}
        for place, (kind, variable) in enumerate(zip(order, variables)):
            with self.subTest(kind):
                run = self.succeed("whoami", "--json", **(everything | gone))
                self.assertEqual(self.kinds(run), order[place:] + ["login"])
            gone[variable] = None
        run = self.fail_with(1, "whoami", "--json", **(everything | gone))
        self.assertIn("login.json", run.error["message"])

    def test_flags_come_before_all_variables(self):
        run = self.succeed("whoami", "--config", self.app.path, "--json", CHUNK_TOKEN_FILE="token")
        self.assertEqual(self.kinds(run), ["app_key", "token_file", "access_token"])
        run = self.succeed("whoami", "--token-file", "token", "--json", BOX_CONFIG_FILE=self.app.path)
        self.assertEqual(self.kinds(run), ["token_file", "access_token", "app_key"])
        self.fail_with(1, "whoami", "--token-file", "token", "--config", self.app.path)

    def test_in_words(self):
        run = self.succeed("whoami", **self.app.environment, BOX_ENTERPRISE_ID="7")
        self.assertEqual(
            run.out,
            "User          Emulator <emulator@example.com>, id 100000001\n"
            "Largest file  500 GB\n"
            "Credentials   BOX_ACCESS_TOKEN\n"
            "Not used      the client credentials in BOX_CLIENT_ID and BOX_CLIENT_SECRET, for enterprise 7\n")
        self.assertEqual(self.succeed("whoami", "--quiet").out, "")

    def test_a_token_file_is_read_again_when_its_token_is_refused(self):
        path = self.directory / "token"
        path.write_text("a-token-that-has-ended")
        self.emulator.faults({"on": "create", "do": "delay", "ms": 2000})
        running = self.start("upload", self.sample(), "--token-file", "token", "--json")
        running.wait_for(lambda: self.emulator.count("create") == 1, "the first request")
        path.write_text(self.emulator.token)
        self.assertEqual(running.wait().status, 0)
        self.assertEqual(self.emulator.count("create"), 2)

    def test_bad_credentials_are_named(self):
        run = self.fail_with(7, "whoami", BOX_ACCESS_TOKEN="wrong-token-of-mine")
        self.assertIn("it came from BOX_ACCESS_TOKEN", run.err)
        run = self.fail_with(1, "whoami", "--config", "nowhere.json")
        self.assertIn("nowhere.json", run.err)

    def test_what_is_half_set_says_what_is_missing(self):
        for given, missing in (
            (["BOX_CLIENT_ID", "BOX_USER_ID"], "BOX_CLIENT_SECRET"),
            (["BOX_CLIENT_SECRET", "BOX_ENTERPRISE_ID"], "BOX_CLIENT_ID"),
            (["BOX_CLIENT_ID", "BOX_CLIENT_SECRET"], "BOX_ENTERPRISE_ID or BOX_USER_ID"),
        ):
            with self.subTest(missing):
                values = {name: "1234567890" for name in given}
                run = self.fail_with(1, "whoami", "--json", BOX_ACCESS_TOKEN=None, **values)
                self.assertEqual(run.error["kind"], "token_unavailable")
                self.assertIn(missing, run.error["message"])

    def test_a_user_to_act_for(self):
        for more in ({}, {"CHUNK_AS_USER": "100000009"}):
            run = self.succeed("whoami", "--as-user", "100000003", "--json", **more)
            self.assertEqual(run.events[-1]["user"]["id"], "100000003")
            self.assertEqual(run.events[-1]["as_user"], "100000003")
        run = self.succeed("whoami", "--json", CHUNK_AS_USER="100000004")
        self.assertEqual(run.events[-1]["user"]["id"], "100000004")
        run = self.fail_with(1, "whoami", "--as-user", "me@example.com", "--json")
        self.assertEqual(run.error["kind"], "invalid_argument")

    def test_an_upload_for_another_user_names_him_in_the_commands_to_go_on(self):
        self.emulator.faults({"on": "part", "nth": 2, "times": 0, "do": "status", "status": 403})
        run = self.fail_with(
            7, "upload", self.sample(), "--parallel", "1", "--as-user", "100000002", "--allow-host", "a.example",
            "--token-url", self.emulator.url + "/oauth2/token")
        line = next(line for line in run.err.splitlines() if line.startswith("To go on"))
        for words in ("--as-user 100000002", "--allow-host a.example", "--token-url http://127.0.0.1"):
            self.assertIn(words, line)
        self.emulator.faults()
        run = self.succeed("upload", "sample.bin", "--as-user", "100000002", "--json")
        self.assertTrue(run.events[0]["continued"])
        self.assert_no_part_sent_twice()


class AppTests(ProgramTest):
    """A server that knows one app, and checks all that Box checks."""

    def start_with_app(self, *options):
        self.app = login.App(self.directory)
        return self.start_emulator("--app", self.app.path, *options)

    def run_for(self, *command, **settings):
        return self.chunk(*command, BOX_ACCESS_TOKEN=None, **settings)

    def test_client_credentials_upload(self):
        self.start_with_app()
        run = self.run_for(
            "upload", self.sample(), "--json", **self.app.environment, BOX_ENTERPRISE_ID=login.ENTERPRISE)
        self.assertEqual(run.status, 0, run)
        self.assertEqual(self.emulator.download_sha1(run.file["id"]), run.file["sha1"])
        self.assertEqual(self.emulator.counters()["tokens"]["requests"], {"client_credentials": 1})

    def test_an_apps_key_uploads_whatever_the_clock_says(self):
        for offset in ("0", "7200", "-7200"):
            with self.subTest(offset):
                self.start_with_app(f"--clock-offset={offset}")
                run = self.run_for("session", "create", "--size", "20000000", "--name", "x",
                                   "--config", self.app.path, "--verbose")
                self.assertEqual(run.status, 0, run)
                self.assert_no_secret(run)
                self.emulator.stop()

    def test_whom_the_key_stands_for_can_be_said(self):
        self.start_with_app()
        run = self.run_for("whoami", "--config", self.app.path, "--json", BOX_USER_ID="100000005")
        self.assertEqual(run.status, 0, run)
        self.assertEqual(run.events[-1]["user"]["id"], "100000005")

    def test_refused_credentials_say_which_and_what_to_do(self):
        self.start_with_app()
        wrong = self.app.environment | {"BOX_CLIENT_SECRET": "another-secret-0123"}
        run = self.run_for("whoami", "--json", **wrong, BOX_ENTERPRISE_ID=login.ENTERPRISE)
        self.assertEqual((run.status, run.error["kind"]), (7, "credentials_refused"))
        self.assertIn("client credentials", run.error["remedy"])
        self.assertNotIn("another-secret-0123", run.out + run.err)
        run = self.run_for("whoami", "--json", **self.app.environment, BOX_ENTERPRISE_ID="1")
        self.assertEqual((run.status, run.error["kind"]), (7, "credentials_refused"))

    def test_a_key_that_cannot_be_read(self):
        self.start_with_app()
        self.app.settings["boxAppSettings"]["appAuth"]["passphrase"] = "wrong-passphrase-77"
        self.app.write()
        run = self.run_for("whoami", "--config", self.app.path, "--json")
        self.assertEqual((run.status, run.error["kind"]), (1, "invalid_argument"))
        self.assertIn("does not decrypt", run.error["message"])
        self.assertNotIn("wrong-passphrase-77", run.out + run.err)
        del self.app.settings["boxAppSettings"]["clientSecret"]
        self.app.write()
        run = self.run_for("whoami", "--config", self.app.path, "--json")
        self.assertIn("boxAppSettings.clientSecret", run.error["message"])

    def test_a_token_endpoint_that_is_away(self):
        self.start_with_app()
        self.emulator.faults({"on": "token", "times": 0, "do": "status", "status": 503})
        run = self.run_for("whoami", "--json", "--config", self.app.path)
        self.assertEqual((run.status, run.error["kind"]), (5, "token_unavailable"))
        run = self.run_for("whoami", "--json", "--config", self.app.path,
                           CHUNK_TOKEN_URL="http://127.0.0.1:1/oauth2/token")
        self.assertEqual((run.status, run.error["kind"]), (5, "token_unavailable"))
        self.emulator.faults({"on": "token", "times": 4, "do": "status", "status": 503})
        run = self.run_for("upload", self.sample(), "--config", self.app.path, "--json")
        self.assertEqual(run.status, 0, run)

    def test_token_urls_are_held_to_the_rules(self):
        self.start_with_app()
        for url in ("http://api.box.com/oauth2/token", "https://me:hunter2@api.box.com/oauth2/token", "token"):
            with self.subTest(url):
                run = self.run_for("whoami", "--json", "--config", self.app.path, "--token-url", url)
                self.assertEqual((run.status, run.error["kind"]), (1, "url_refused"))
                self.assertIn("--token-url", run.error["message"])
                self.assertNotIn("hunter2", run.error["message"])
        run = self.run_for("whoami", "--json", "--config", self.app.path, "--allow-host", "https://x.example")
        self.assertEqual((run.status, run.error["kind"]), (1, "url_refused"))

    def test_a_host_that_is_allowed_gets_the_token(self):
        self.start_with_app()
        # The same server by another name, which is another origin.
        other = f"localhost:{self.emulator.port}"
        self.emulator.faults({"on": "create", "times": 0, "do": "session-endpoints", "origin": f"http://{other}"})
        command = ("upload", self.sample(), "--json", "--no-resume", "--config", self.app.path)
        for wrong in ({}, {"CHUNK_ALLOW_HOST": "localhost"}, {"CHUNK_ALLOW_HOST": "127.0.0.1"}):
            run = self.run_for(*command, **wrong)
            self.assertEqual((run.status, run.error["kind"]), (7, "url_refused"))
        self.assertEqual(self.emulator.count("part"), 0)
        for right in (("--allow-host", "b.example", "--allow-host", other), ()):
            run = self.run_for(*command, *right, CHUNK_ALLOW_HOST=None if right else f"b.example, {other}")
            self.assertEqual(run.status, 0, run)
            self.emulator.request(f"/2.0/files/{run.file['id']}", "DELETE")

    def assert_no_secret(self, run):
        for secret in self.app.secrets:
            self.assertNotIn(secret, run.out + run.err)
        self.assertNotIn("eyJ", run.out + run.err)  # an assertion begins so
