"""Going on with a session: what is said about it, and the command that is printed for it."""

import os
import pathlib
import re
import subprocess

from support import processes, samples
from support.case import ServerTest

REFUSAL = {"on": "part", "nth": 2, "do": "status", "status": 403, "code": "access_denied"}


class GoingOnTests(ServerTest):
    def paste(self, command, stdin=subprocess.DEVNULL):
        """Runs a printed command in a shell; gives its status, output and errors."""
        folder = str(pathlib.Path(processes.CHUNK).parent)
        settings = self.settings | {"PATH": f"{folder}:{os.environ['PATH']}"}
        process = processes.start(
            ["sh", "-c", command], cwd=self.directory, stdin=stdin, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, env=processes.environment(**settings))
        self.addCleanup(processes.end, process)
        out, err = process.communicate(timeout=180)
        return process.returncode, out.decode(), err.decode()

    def command(self, run, label="To go on"):
        return re.search(rf"^{label}: (.*)$", run.err, re.MULTILINE)[1]

    def refused(self, *arguments, **more):
        """An upload of which one part arrives, and that leaves no record."""
        self.emulator.faults(REFUSAL)
        run = self.fail_with(7, "upload", "--parallel", "1", "--no-resume", *arguments, **more)
        self.emulator.faults()
        return run

    def test_the_command_can_be_pasted(self):
        for number, name in enumerate(("it's a $HOME `file`.bin", "-dash.bin", "evil\x1b[2J\n%s.bin", "ü.bin")):
            with self.subTest(name):
                self.sample(name, seed=number)
                run = self.refused(
                    f"./{name}", "--name", f"{number}.bin", "--description=-two words", "--commit-time", "60",
                    "--base-url", self.emulator.base_url, "--upload-url", self.emulator.upload_url)
                self.assertEqual(run.err.count("\n"), len(run.err.splitlines()))
                status, out, err = self.paste(self.command(run))
                self.assertEqual(status, 0, err)
                self.assertIn("1 of 3 parts are there; sending 11.6 MB", err)
                # The name is the file's at the service, and the rate that of what was sent.
                self.assertRegex(out, rf"^{number}\.bin: uploaded as file \d+, 20\.0 MB \(8\.39 MB were there\)")
                file = self.emulator.file(re.search(r"file (\d+)", out)[1])
                self.assertEqual(file["description"], "-two words")

    def test_the_session_can_be_dropped_by_pasting(self):
        run = self.refused(self.sample(), "--upload-url", self.emulator.upload_url)
        self.assertEqual(self.paste(self.command(run, "To drop it"))[0], 0)
        self.assertFalse(self.emulator.has_session(self.emulator.requests("part")[0]["session"]))

    def test_standard_input(self):
        path = self.sample()
        run = self.refused("-", "--name", "piped.bin", "--size", "20000000", stdin=self.feed(path))
        command = self.command(run)
        # The name is the session's own: it need not be given again.
        command = command.replace("--name piped.bin ", "")
        status, out, err = self.paste(command, stdin=self.feed(path))
        self.assertEqual(status, 0, err)
        self.assertRegex(out, r"^piped\.bin: ")

    def test_secrets_stay_out_of_the_command(self):
        run = self.refused(self.sample(), "--header", "As-User: 100000002", "--header", "X-Key: secret")
        self.assertIn("--header 'As-User: 100000002'", run.err)
        self.assertIn("with your other --header options", run.err)
        self.assertNotIn("secret", run.err)

    def test_nothing_is_said_where_going_on_makes_no_sense(self):
        self.refused(self.sample())
        session = self.emulator.requests("part")[0]["session"]
        run = self.fail_with(4, "upload", self.sample("other.bin", seed=2), "--session", session)
        self.assertNotIn("To go on", run.err)
        self.assertIn(f"To drop it: chunk session abort {session}", run.err)

    def test_what_belongs_to_the_session_is_refused(self):
        for option in (("--name", "x"), ("--folder", "0")):
            run = self.fail_with(1, "upload", self.sample(), "--session", "1", *option)
            self.assertIn(option[0], run.err)
        self.assertEqual(self.emulator.requests(), [])

    def test_a_commit_gets_the_time_that_was_given(self):
        self.emulator.faults({"on": "commit", "times": 0, "do": "accepted", "retry_after": 1})
        run = self.fail_with(6, "upload", self.sample(), "--commit-time", "2", "--json")
        self.assert_took_less(run, 20)
        for seconds in ("0", "9223372036854775807"):
            self.fail_with(1, "upload", "sample.bin", "--commit-time", seconds)

    def test_a_file_from_standard_input_has_no_time(self):
        os.utime(self.sample(), (1_000_000_000, 1_000_000_000))
        # There is a file of that name, and it is not meant.
        os.utime(self.sample("-"), (1_100_000_000, 1_100_000_000))
        with open(self.directory / "sample.bin", "rb") as file:
            made = self.succeed("upload", "-", "--name", "x", "--json", stdin=file).file
        self.assertNotRegex(str(made["content_modified_at"]), r"^(2001|2004)")
        self.assertEqual(made["sha1"], samples.sha1(self.directory / "sample.bin"))

    def test_a_path_with_a_dash_is_no_request_for_help(self):
        self.sample("-dash.bin")
        run = self.fail_with(1, "upload", "-dash.bin")
        self.assertIn("./-dash.bin", run.err)
        self.succeed("upload", "./-dash.bin", "--quiet")
        self.succeed("upload", "--name", "other", "--quiet", "--", "-dash.bin")
