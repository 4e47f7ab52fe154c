"""chunk login and logout: a browser, a loopback port, and a file that is for its owner alone."""

import json
import os
import pathlib
import signal
import socket
import stat

from support import login
from support.case import ProgramTest


class LoginTest(ProgramTest):
    """A test with an app that the server knows, and nobody logged in."""

    options = ()

    def setUp(self):
        super().setUp()
        self.app = login.App(self.directory)
        self.start_emulator("--app", self.app.path, *self.options)

    @property
    def settings(self):
        return super().settings | {"BOX_ACCESS_TOKEN": None} | self.app.environment

    @property
    def login_file(self):
        return self.directory / "config" / "chunk" / "login.json"

    def begin(self, *options, **settings):
        """A login that waits for the browser, and what it has said."""
        running = self.start("login", "--json", *options, **settings)
        running.wait_for(lambda: "authorize" in running.out(), "the page's URL")
        return running, json.loads(running.out().splitlines()[0])

    def log_in(self, *options, **settings):
        running, said = self.begin(*options, **settings)
        status, page, fields = login.get(said["url"])
        run = running.wait()
        self.assertEqual((status, run.status), (200, 0), run)
        return run, page, fields

    def stored(self):
        return json.loads(self.login_file.read_text())


class LoginTests(LoginTest):
    def test_a_login_is_kept_and_used(self):
        run, page, fields = self.log_in()
        self.assertIn("You are logged in", page)
        self.assertEqual(fields["Cache-Control"], "no-store")
        self.assertIn("default-src 'none'", fields["Content-Security-Policy"])
        self.assertEqual(run.events[-1]["user"]["id"], "100000001")
        self.assertEqual(run.events[-1]["login_file"], str(self.login_file))
        self.assertEqual(stat.S_IMODE(self.login_file.stat().st_mode), 0o600)
        self.assertEqual(stat.S_IMODE(self.login_file.parent.stat().st_mode), 0o700)
        self.assertEqual([path.name for path in self.login_file.parent.iterdir()], ["login.json"])
        # From now on without any variable.
        none = {name: None for name in self.app.environment}
        run = self.succeed("upload", self.sample(), "--json", **none)
        self.assertEqual(self.emulator.download_sha1(run.file["id"]), run.file["sha1"])
        self.assertEqual(self.emulator.counters()["tokens"]["requests"], {"authorization_code": 1})

    def test_state_and_challenge_are_sent_and_no_secret_is(self):
        running, said = self.begin()
        fields = login.query(said["url"])
        self.assertEqual(fields["code_challenge_method"], "S256")
        self.assertEqual((len(fields["state"]), len(fields["code_challenge"])), (43, 43))
        self.assertEqual(fields["redirect_uri"], said["redirect_uri"])
        for secret in self.app.secrets:
            self.assertNotIn(secret, said["url"])
            self.assertNotIn(secret, pathlib.Path(f"/proc/{running.process.pid}/cmdline").read_text())
        running.signal(signal.SIGINT)
        self.assertEqual(running.wait().status, 130)

    def test_no_secret_is_said(self):
        running = self.start("login", "--verbose")
        running.wait_for(lambda: "code_challenge=" in running.err(), "the page's URL")
        url = next(word for word in running.err().split() if word.startswith("http"))
        login.get(url)
        run = running.wait()
        self.assertEqual(run.status, 0, run)
        self.assertIn("Logged in as Emulator", run.out)
        stored = self.stored()
        for secret in (*self.app.secrets, stored["access_token"], stored["refresh_token"]):
            self.assertNotIn(secret, run.out + run.err)

    def test_answers_of_others_end_nothing(self):
        running, said = self.begin()
        place = said["redirect_uri"]
        state = login.query(said["url"])["state"]
        root = place.removesuffix("/callback")
        # A connection that a browser opens in advance, and that never says anything.
        port = int(root.rsplit(":", 1)[1])
        silent = [socket.create_connection(("127.0.0.1", port)) for _ in range(3)]
        silent[0].sendall(b"GET /callback?code=1 HTTP/1.1\r\n")
        self.assertEqual(login.get(root + "/favicon.ico")[0], 404)
        self.assertEqual(login.get(f"{root}/other?state={state}&code=x")[0], 404)
        for wrong in ("", "?code=abc", f"?code=abc&state={state[:-1]}", "?error=access_denied&state=x"):
            status, page, _ = login.get(place + wrong)
            self.assertEqual(status, 400)
            self.assertIn("The login has failed", page)
            self.assertNotIn("abc", page)
        self.assertTrue(running.is_running())
        self.assertEqual(login.get(said["url"])[0], 200)
        self.assertEqual(running.wait().status, 0)
        for connection in silent:
            connection.close()

    def test_who_says_no_has_not_logged_in(self):
        running, said = self.begin()
        state = login.query(said["url"])["state"]
        status, page, _ = login.get(
            f"{said['redirect_uri']}?state={state}&error=access_denied&error_description=no+way")
        self.assertEqual(status, 400)
        self.assertIn("The login has failed", page)
        run = running.wait()
        self.assertEqual((run.status, run.error["kind"]), (1, "login_required"))
        self.assertIn("access_denied: no way", run.error["message"])
        self.assertFalse(self.login_file.exists())

    def test_a_code_that_is_refused_shows_as_a_failure(self):
        running, said = self.begin()
        state = login.query(said["url"])["state"]
        status, page, _ = login.get(f"{said['redirect_uri']}?state={state}&code=made-up-code")
        run = running.wait()
        self.assertEqual(status, 400)
        self.assertEqual((run.status, run.error["kind"]), (7, "login_required"), run)
        self.assertNotIn("made-up-code", run.out + run.err + page)
        self.assertFalse(self.login_file.exists())

    def test_the_browser_is_opened_where_there_is_a_display(self):
        seen = self.directory / "seen"
        opener = self.directory / "bin" / "xdg-open"
        opener.parent.mkdir()
        opener.write_text(f'#!/bin/sh\nenv >"{seen}.env"\necho "$1" >"{seen}.tmp"; mv "{seen}.tmp" "{seen}"\n')
        opener.chmod(0o755)
        running, said = self.begin(
            DISPLAY=":7", PATH=f"{opener.parent}:{os.environ['PATH']}")
        running.wait_for(seen.exists, "the browser")
        self.assertEqual(seen.read_text().strip(), said["url"])
        self.assertNotIn(self.app.client_secret, pathlib.Path(f"{seen}.env").read_text())
        login.get(said["url"])
        self.assertEqual(running.wait().status, 0)

    def test_a_port_of_ones_own(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            run = self.fail_with(1, "login", "--port", port, "--json")
            self.assertIn(str(port), run.error["message"])
            self.assertIn("--port", run.error["remedy"])
        running, said = self.begin("--port", port)
        self.assertEqual(said["redirect_uri"], f"http://127.0.0.1:{port}/callback")
        login.get(said["url"])
        self.assertEqual(running.wait().status, 0)

    def test_without_a_browser_the_url_is_pasted(self):
        reading, writing = os.pipe()
        running = self.start("login", "--no-browser", "--json", stdin=reading)
        os.close(reading)
        running.wait_for(lambda: "authorize" in running.out(), "the page's URL")
        said = json.loads(running.out().splitlines()[0])
        os.write(writing, f"  {login.where_it_ends(said['url'])} \n".encode())
        run = running.wait()
        os.close(writing)
        self.assertEqual(run.status, 0, run)
        self.assertEqual(run.events[-1]["user"]["id"], "100000001")

    def test_nothing_pasted_is_an_error(self):
        run = self.fail_with(1, "login", "--no-browser", "--json")
        self.assertEqual(run.error["kind"], "login_required")
        self.assertIn("No URL was pasted", run.error["message"])

    def test_nobody_is_waited_for_for_ever(self):
        run = self.fail_with(1, "login", "--timeout", "1", "--json")
        self.assertIn("within 1 seconds", run.error["message"])
        self.assert_took_less(run, 5)

    def test_ctrl_c_ends_the_wait(self):
        for option in ((), ("--no-browser",)):
            with self.subTest(option):
                reading, writing = os.pipe()
                running = self.start("login", "--json", *option, stdin=reading)
                running.wait_for(lambda: "authorize" in running.out(), "the page's URL")
                running.signal(signal.SIGINT)
                run = running.wait()
                os.close(reading)
                os.close(writing)
                self.assertEqual((run.status, run.error["kind"]), (130, "cancelled"))
                self.assert_ended_within(run, 1)

    def test_without_an_app_it_says_what_to_set(self):
        for name in self.app.environment:
            run = self.fail_with(1, "login", "--json", **{name: None})
            self.assertIn(name, run.error["message"])
            self.assertEqual(run.error["kind"], "invalid_argument")

    def test_to_log_in_again_the_apps_variables_are_not_needed(self):
        self.log_in()
        first = self.stored()["refresh_token"]
        self.log_in(**{name: None for name in self.app.environment})
        self.assertNotEqual(self.stored()["refresh_token"], first)

    def test_wrong_options(self):
        for options in (
            ("--timeout", "0"), ("--port", "1", "--redirect-uri", "http://127.0.0.1:1/"),
            ("--token-file", "x"), ("--config", "x"), ("--redirect-uri", "https://example.com/cb"),
            ("--redirect-uri", "http://127.0.0.1/cb"), ("--port", "70000"),
        ):
            with self.subTest(options):
                self.fail_with(1, "login", *options)

    def test_what_comes_before_the_login_is_named(self):
        running = self.start("login", BOX_ACCESS_TOKEN=self.emulator.token)
        running.wait_for(lambda: "code_challenge=" in running.err(), "the page's URL")
        login.get(next(word for word in running.err().split() if word.startswith("http")))
        run = running.wait()
        self.assertEqual(run.status, 0, run)
        self.assertIn("another comes first: BOX_ACCESS_TOKEN", run.err)

    def test_a_login_file_of_ones_own(self):
        path = self.directory / "logins" / "work.json"
        self.log_in("--login-file", path)
        self.assertTrue(path.exists())
        self.assertFalse(self.login_file.exists())
        none = {name: None for name in self.app.environment}
        self.succeed("whoami", CHUNK_LOGIN_FILE=path, **none)
        self.fail_with(1, "whoami", **none)

    def test_a_login_that_others_can_read_is_refused(self):
        self.log_in()
        self.login_file.chmod(0o644)
        run = self.fail_with(1, "whoami", "--json")
        self.assertEqual(run.error["kind"], "token_unavailable")
        self.assertIn("chmod 600", run.error["remedy"])


class LogoutTests(LoginTest):
    def test_logging_out_revokes_and_removes(self):
        self.log_in()
        stored = self.stored()
        run = self.succeed("logout", "--json")
        self.assertEqual(
            (run.events[-1]["removed"], run.events[-1]["revoked"]), (True, True))
        self.assertEqual(list(self.login_file.parent.iterdir()), [])
        (self.directory / "token").write_text(stored["access_token"])
        run = self.fail_with(7, "whoami", "--token-file", "token", "--json")
        self.assertEqual(run.error["kind"], "unauthorized")
        self.assertEqual(self.emulator.count("revoke"), 1)

    def test_without_a_login_there_is_nothing_to_do(self):
        run = self.succeed("logout")
        self.assertIn("There is no login", run.out)
        self.assertEqual(self.emulator.count("revoke"), 0)

    def test_a_login_that_cannot_be_revoked_stays_unless_told_otherwise(self):
        self.log_in()
        self.emulator.faults({"on": "revoke", "times": 0, "do": "status", "status": 503})
        run = self.fail_with(5, "logout", "--json")
        self.assertIn("--local", run.error["remedy"])
        self.assertTrue(self.login_file.exists())
        run = self.succeed("logout", "--local", "--json")
        self.assertEqual((run.events[-1]["removed"], run.events[-1]["revoked"]), (True, False))
        self.assertFalse(self.login_file.exists())

    def test_tokens_are_sent_to_the_service_of_the_login_alone(self):
        self.log_in()
        none = {name: None for name in self.app.environment}
        elsewhere = {"CHUNK_TOKEN_URL": "http://127.0.0.1:1/oauth2/token"}
        self.emulator.json("/_emulator/tokens", "DELETE")
        for command in ("whoami", "logout"):
            run = self.fail_with(1, command, "--json", **none, **elsewhere)
            self.assertEqual(run.error["kind"], "login_required", run)
            self.assertIn("127.0.0.1:1/", run.error["message"])
        self.assertEqual(self.emulator.counters()["tokens"]["requests"], {"authorization_code": 1})


class SharedLoginTests(LoginTest):
    options = ("--token-lifetime", "2", "--part-size", "262144")

    def test_two_processes_use_no_refresh_token_twice(self):
        """Tokens of two seconds, two processes, eight parts in flight each: one request for each token."""
        self.log_in()
        none = {name: None for name in self.app.environment}
        runs = [
            self.start(
                "upload", self.sample(f"{number}.bin", seed=number), "--json", "--parallel", "8",
                "--limit-rate", "3M", **none)
            for number in range(2)
        ]
        longest = 0
        for running in runs:
            run = running.wait()
            longest = max(longest, run.seconds)
            self.assertEqual(run.status, 0, run)
            self.assertEqual(self.emulator.download_sha1(run.file["id"]), run.file["sha1"])
        tokens = self.emulator.counters()["tokens"]
        renewals = tokens["requests"]["refresh_token"]
        self.assertEqual(tokens["reused_refresh_tokens"], 0)
        self.assertEqual(tokens["refused"], 0)
        self.assertEqual(tokens["issued"], renewals + 1)
        self.assertGreaterEqual(renewals, 2)
        self.assertLessEqual(renewals, longest / (2 * 5 / 6) + 3, tokens)
        self.assert_no_part_sent_twice()
        # What is stored is good for the next one.
        self.succeed("whoami", **none)

    def test_an_interrupted_renewal_loses_no_login(self):
        """Ctrl-C while the answer to a renewal is on its way: the new refresh token is kept all the same."""
        self.log_in()
        none = {name: None for name in self.app.environment}
        self.emulator.json("/_emulator/tokens", "DELETE")
        self.emulator.faults({"on": "token", "do": "delay", "ms": 1500})
        before = self.stored()["refresh_token"]
        running = self.start("whoami", **none)
        running.wait_for(lambda: self.emulator.count("token") == 2, "the renewal")
        running.signal(signal.SIGINT)
        self.assertEqual(running.wait().status, 130)
        self.assertNotEqual(self.stored()["refresh_token"], before)
        self.succeed("whoami", **none)
        self.assertEqual(self.emulator.counters()["tokens"]["reused_refresh_tokens"], 0)

    def test_a_refresh_token_that_was_revoked_says_to_log_in(self):
        self.log_in()
        none = {name: None for name in self.app.environment}
        stored = self.stored()
        self.emulator.json("/_emulator/tokens", "DELETE")
        stored["refresh_token"] = "another-refresh-token"
        self.login_file.write_text(json.dumps(stored))
        run = self.fail_with(7, "whoami", "--json", **none)
        self.assertEqual(run.error["kind"], "login_required")
        self.assertIn("chunk login", run.error["remedy"])
        self.assertNotIn("another-refresh-token", run.out + run.err)
