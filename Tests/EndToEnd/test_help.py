"""Help, version, completions, and what is said about arguments that are wrong."""

import re
import subprocess

from support import processes
from support.case import ProgramTest

STEPS = ("create", "status", "parts", "put", "commit", "abort", "plan")
UPLOADS = ("list", "resume", "abort", "forget")


class HelpTests(ProgramTest):
    def test_help(self):
        for arguments in (["--help"], ["-h"], ["help"], []):
            with self.subTest(arguments):
                run = self.succeed(*arguments)
                self.assertEqual(run.err, "")
                for text in ("upload", "uploads", "session", "EXIT STATUS", "BOX_ACCESS_TOKEN", "130, 143"):
                    self.assertIn(text, run.out)

    def test_help_of_a_command(self):
        for arguments in (["help", "upload"], ["upload", "--help"]):
            out = self.succeed(*arguments).out
            for text in ("--folder", "--name", "--file-id", "--if-match", "--if-exists", "--session", "--on-failure", "--on-cancel", "--json",
                         "--quiet", "--parallel", "--limit-rate", "--patience", "--no-resume",
                         "--state-dir", "$CHUNK_STATE_DIR",
                         "--base-url", "$CHUNK_BASE_URL", "--upload-url", "$CHUNK_UPLOAD_URL",
                         "--token-file", "$CHUNK_TOKEN_FILE", "--ca-file", "$CHUNK_CA_FILE",
                         "--transport", "$CHUNK_TRANSPORT", "--proxy", "$CHUNK_PROXY",
                         "--connect-timeout", "$CHUNK_CONNECT_TIMEOUT", "--stall-timeout", "$CHUNK_STALL_TIMEOUT",
                         "--answer-timeout", "$CHUNK_ANSWER_TIMEOUT"):
                self.assertIn(text, out)
        for step in STEPS:
            self.assertIn("USAGE: chunk session " + step, self.succeed("help", "session", step).out)
        for step in UPLOADS:
            self.assertIn("USAGE: chunk uploads " + step, self.succeed("help", "uploads", step).out)

    def test_version(self):
        self.assertRegex(self.succeed("--version").out, r"^chunk \d+\.\d+\.\d+\n$")

    def test_arguments_that_are_wrong(self):
        for arguments, word in [
            (["--frobnicate"], "--frobnicate"), (["frobnicate"], "frobnicate"),
            (["upload"], "path"), (["upload", "a", "--size", "big"], "--size"),
            (["upload", "a", "--parallel", "0"], "--parallel"), (["upload", "a", "--parallel", "65"], "--parallel"),
            (["upload", "a", "--limit-rate", "1x"], "--limit-rate"),
            (["upload", "a", "--limit-rate", "0"], "--limit-rate"),
            (["upload", "a", "--patience", "-1"], "--patience"),
            (["upload", "a", "--on-cancel", "cry"], "--on-cancel"),
            (["uploads", "resume"], "id"), (["uploads", "abort", "1", "--all"], "--all"),
            (["uploads", "forget"], "id"), (["uploads", "frobnicate"], "frobnicate"),
            (["upload", "a", "--on-failure", "cry"], "--on-failure"),
            (["session", "create", "--name", "x"], "--size"),
            (["session", "create", "--size", "20000000"], "--name"),
            (["session", "put", "1", "file"], "--part"), (["session", "status"], "session"),
        ]:
            with self.subTest(arguments):
                run = self.fail_with(1, *arguments)
                self.assertEqual(run.out, "")
                self.assertIn(word, run.err)
                self.assertIn("Usage: chunk", run.err)

    def test_completions(self):
        for program in (processes.CHUNK, processes.EMULATOR):
            for shell in ("bash", "zsh", "fish"):
                made = subprocess.run(
                    [program, "--generate-completion-script", shell], capture_output=True, timeout=120,
                    check=True)
                self.assertIn(b"chunk", made.stdout)
                if shell == "bash":
                    checked = subprocess.run(["bash", "-n"], input=made.stdout, capture_output=True)
                    self.assertEqual((checked.returncode, checked.stderr), (0, b""))

    def test_the_manual_page_has_every_option(self):
        page = (processes.ROOT / "docs/man/chunk.1").read_text().replace("\\", "")
        commands = [["session", step] for step in STEPS] + [["uploads", step] for step in UPLOADS]
        for arguments in (["upload"], *commands):
            for option in re.findall(r"--[a-z][a-z-]+", self.succeed("help", *arguments).out):
                self.assertIn(option, page)

    def test_help_of_the_emulator(self):
        made = subprocess.run([processes.EMULATOR, "--help"], capture_output=True, text=True, timeout=120)
        self.assertEqual(made.returncode, 0)
        for text in ("--port", "--data-dir", "--token", "--tls-cert", "--tls-key", "--script", "--other-token",
                     "--session-conflict"):
            self.assertIn(text, made.stdout)
