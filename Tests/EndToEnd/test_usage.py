"""Arguments that cannot be: the message says what can."""

import os

from support.case import ServerTest


class UsageTests(ServerTest):
    def test_numbers_that_cannot_be_say_what_can(self):
        for option, value, words in (
            ("--parallel", "65", "1 to 64, or auto"), ("--parallel", "many", "1 to 64, or auto"),
            ("--limit-rate", "5MB", "500k, 2.5M or 1G"), ("--limit-rate", "0", "500k, 2.5M or 1G"),
        ):
            with self.subTest(f"{option} {value}"):
                self.assertIn(words, self.fail_with(1, "upload", "x", option, value).err)
        self.assertIn("1 to 64", self.succeed("upload", "--help").out)

    def test_json_and_quiet_exclude_each_other(self):
        for command in (("upload", "x"), ("uploads", "resume", "--all"), ("session", "status", "1")):
            self.assertIn("not both", self.fail_with(1, *command, "--json", "--quiet").err)

    def test_names_that_cannot_be(self):
        self.assertIn("A path is empty", self.fail_with(1, "upload", "").err)
        bad = os.fsencode(self.directory) + b"/bad\xff.bin"
        with open(bad, "wb"):
            pass
        run = self.fail_with(4, "upload", os.fsdecode(bad))
        self.assertRegex(run.err, r"not valid UTF-8.* --name")
