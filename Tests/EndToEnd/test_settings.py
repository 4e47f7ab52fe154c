"""Settings: flags and variables, and where the token may and may not go."""

import pathlib

from support.case import ProgramTest, ServerTest

FLAGS = {
    "CHUNK_BASE_URL": "--base-url",
    "CHUNK_UPLOAD_URL": "--upload-url",
    "CHUNK_TOKEN_FILE": "--token-file",
}


class SettingTests(ServerTest):
    def good_settings(self):
        (self.directory / "token").write_text(self.emulator.token + "\n")
        return {
            "CHUNK_BASE_URL": self.emulator.base_url,
            "CHUNK_UPLOAD_URL": self.emulator.upload_url,
            "CHUNK_TOKEN_FILE": "token",
        }

    def create(self, *options):
        return ("session", "create", "--size", "20000000", "--name", "x", *options)

    def test_a_flag_wins_over_its_variable(self):
        good = self.good_settings()
        wrong = {name: "http://127.0.0.1:1" for name in good} | {"CHUNK_TOKEN_FILE": "nowhere"}
        none = {"BOX_ACCESS_TOKEN": None}
        self.succeed(*self.create(), **good, **none)
        flags = [text for name, flag in FLAGS.items() for text in (flag, good[name])]
        self.succeed(*self.create(*flags), **wrong, **none)
        flags = [text for name, flag in FLAGS.items() for text in (flag, wrong[name])]
        self.assertNotEqual(self.chunk(*self.create(*flags), **good, **none).status, 0)

    def test_each_setting_can_be_a_flag_or_a_variable(self):
        good = self.good_settings()
        for chosen in FLAGS:
            with self.subTest(chosen):
                others = {name: value for name, value in good.items() if name != chosen}
                wrong = "nowhere" if chosen == "CHUNK_TOKEN_FILE" else "http://127.0.0.1:1"
                run = self.chunk(
                    *self.create(FLAGS[chosen], good[chosen]), **others, **{chosen: wrong},
                    BOX_ACCESS_TOKEN=None)
                self.assertEqual(run.status, 0, run)

    def test_an_empty_variable_counts_as_unset(self):
        self.succeed(*self.create(), CHUNK_TOKEN_FILE="")
        self.fail_with(1, *self.create(), BOX_ACCESS_TOKEN="")

    def test_a_token_file_with_or_without_a_line_break(self):
        for end in ("", "\n", "\r\n", "\n\n"):
            with self.subTest(repr(end)):
                (self.directory / "token").write_bytes((self.emulator.token + end).encode())
                self.succeed(*self.create("--token-file", "token"), BOX_ACCESS_TOKEN=None)
        for content in ("", "two words", "two\nlines", '"quoted" \n'):
            with self.subTest(content):
                (self.directory / "token").write_text(content)
                run = self.fail_with(
                    1, *self.create("--token-file", "token", "--json"), BOX_ACCESS_TOKEN=None)
                self.assertEqual(run.error["kind"], "token_unavailable")

    def test_a_token_that_cannot_be_names_where_it_came_from(self):
        run = self.fail_with(1, *self.create(), BOX_ACCESS_TOKEN="two words")
        self.assertIn("BOX_ACCESS_TOKEN", run.err)
        for content, word in ((b"two words", "empty"), (b"\xff\xfe", "not text"), (b"a" * 100_000, "too big")):
            with self.subTest(word):
                (self.directory / "token").write_bytes(content)
                run = self.fail_with(1, *self.create("--token-file", "token"), BOX_ACCESS_TOKEN=None)
                self.assertIn("'token'", run.err)
                self.assertIn(word, run.err)
        run = self.fail_with(7, *self.create(), BOX_ACCESS_TOKEN="wrong-token")
        self.assertIn("it came from BOX_ACCESS_TOKEN", run.err)

    def test_one_url_without_the_other_is_warned_of(self):
        run = self.succeed(*self.create(), CHUNK_BASE_URL=None)
        self.assertEqual(run.err, "chunk: warning: CHUNK_UPLOAD_URL is set and --base-url is not: "
                                  "that stays Box's, https://api.box.com\n")
        self.assertEqual(self.succeed(*self.create("--quiet"), CHUNK_BASE_URL=None).err, "")

    def test_what_standard_input_needs_is_named(self):
        run = self.fail_with(1, "upload", "-", stdin=self.feed(self.sample()))
        self.assertIn("--name and --size", run.err)

    def test_no_token(self):
        run = self.fail_with(1, *self.create(), BOX_ACCESS_TOKEN=None)
        self.assertIn("BOX_ACCESS_TOKEN", run.err)
        self.assertIn("--token-file", run.err)
        run = self.fail_with(1, *self.create("--token-file", "nowhere"))
        self.assertIn("nowhere", run.err)
        self.assertEqual(self.emulator.requests(), [])

    def test_extra_header_fields(self):
        self.succeed(
            "upload", self.sample(), "--quiet", "--header", "As-User: 100000002", "--header", "X-Long:a: b")
        for request in self.emulator.requests():
            self.assertEqual(request["headers"]["as-user"], "100000002")
            self.assertEqual(request["headers"]["x-long"], "a: b")

    def test_header_fields_that_cannot_be(self):
        for field in ("no colon", ": empty", "a b: c", "A: b\nC: d", "Authorization: Bearer x"):
            with self.subTest(field):
                run = self.fail_with(1, "upload", self.sample(), "--header", field)
                self.assertNotIn("Bearer x", run.err)
        run = self.fail_with(1, "upload", self.sample(), "--header", "a b: secret")
        self.assertIn("'a b'", run.err)
        self.assertNotIn("secret", run.err)
        self.assertEqual(self.emulator.requests(), [])


class SecretTests(ServerTest):
    """Every run of every test looks for the token in the output; here is the rest."""

    def test_the_token_is_no_argument(self):
        self.emulator.faults({"on": "part", "times": 0, "do": "slow", "bytes_per_second": 8_000_000})
        (self.directory / "token").write_text(self.emulator.token)
        running = self.start(
            "upload", self.sample(), "--token-file", "token", "--json", BOX_ACCESS_TOKEN=None)
        running.secret = self.emulator.token
        running.wait_for(lambda: '"session"' in running.out(), "the session")
        self.assertNotIn(self.emulator.token, self.of_process(running, "cmdline"))
        self.assertNotIn(self.emulator.token, self.of_process(running, "environ"))
        self.assertEqual(running.wait().status, 0)

    def of_process(self, running, file):
        return pathlib.Path(f"/proc/{running.process.pid}/{file}").read_bytes().decode()

    def test_no_option_takes_a_token(self):
        for option in ("--token", "--access-token"):
            run = self.fail_with(1, "upload", "x", option, "abc")
            self.assertIn("Unknown option", run.err)

    def test_verbose_never_shows_it(self):
        self.emulator.faults({"on": "part", "do": "status", "status": 503})
        self.succeed("upload", self.sample(), "--verbose")  # `wait` looks through the output
        self.fail_with(7, "upload", self.sample("other"), "--verbose", BOX_ACCESS_TOKEN="WrongToken")

    def test_only_the_scheme_of_the_authorization_is_fixed(self):
        self.succeed("upload", self.sample(), "--quiet")
        for request in self.emulator.requests():
            self.assertEqual(request["headers"]["authorization"], "Bearer")
            self.assertNotIn(self.emulator.token, request["path"])


class WithoutServerTests(ProgramTest):
    def test_base_urls_that_are_refused(self):
        for url in ("http://example.com", "ftp://127.0.0.1", "https://user@127.0.0.1", "not a url",
                    "http://127.0.0.1.example.com", "https://127.0.0.1/?q=1", "http://2130706433"):
            for name in ("CHUNK_BASE_URL", "CHUNK_UPLOAD_URL"):
                with self.subTest(url, setting=name):
                    run = self.fail_with(
                        1, "session", "status", "1", "--json", BOX_ACCESS_TOKEN="tokenvalue", **{name: url})
                    self.assertEqual(run.error["kind"], "url_refused")
                    self.assertIn(name, run.error["message"])
                    self.assertIn(url.replace("https://user", ""), run.error["message"])
                    self.assertNotIn("user@", run.error["message"])

    def test_nobody_listens(self):
        run = self.fail_with(
            5, "session", "status", "1", "--json", BOX_ACCESS_TOKEN="tokenvalue",
            CHUNK_UPLOAD_URL="http://127.0.0.1:1")
        self.assertEqual(run.error["kind"], "unreachable")
        self.assertIn("127.0.0.1:1", run.error["message"])
