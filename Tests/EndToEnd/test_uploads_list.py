"""The list of unfinished uploads."""

import os
import signal

from support.uploads import UploadsTest


class ListTests(UploadsTest):
    def test_nothing_to_list(self):
        run = self.succeed("uploads", "list")
        self.assertEqual(run.out, "")
        self.assertIn("no unfinished uploads", run.err)
        self.assertEqual(self.listed(), {})
        self.assertFalse(self.state_directory.exists())

    def test_what_is_told(self):
        id, session = self.leave("it's.bin", "--name", "other.bin")
        requests = len(self.emulator.requests())
        upload = self.listed()[id]
        self.assertEqual(
            (upload["state"], upload["path"], upload["folder_id"], upload["name"], upload["size"],
             upload["session_id"], upload["in_progress"], upload["upload_url"]),
            ("parts", os.path.realpath(self.directory / "it's.bin"), "0", "other.bin", 20_000_000, session,
             False, self.emulator.upload_url))
        for member in ("expires_at", "created_at", "updated_at"):
            self.assertRegex(upload[member], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        titles, row = self.succeed("uploads", "list").out.splitlines()
        self.assertRegex(titles, r"^ID +STATE +SIZE +BEGUN +ENDS +SESSION +TO +FILE$")
        self.assertRegex(
            row, rf"^{id}  parts  20\.0 MB  \d+ s ago  in \d+ d +{session}  0/other\.bin  /.*/it's\.bin$")
        # Nobody was asked, and nothing was locked for long.
        self.assertEqual(len(self.emulator.requests()), requests)
        self.assertEqual(self.records(), [f"{id}.state"])

    def test_another_process_at_it(self):
        running, id = self.hold()
        upload = self.listed()[id]
        self.assertEqual(
            (upload["state"], upload["in_progress"], upload["process_id"]), ("running", True, running.process.pid))
        self.assertRegex(self.succeed("uploads", "list").out, rf"{id}  running \({running.process.pid}\)")
        running.signal(signal.SIGINT)
        running.wait()
        self.assertEqual(self.listed()[id]["state"], "parts")

    def test_records_that_cannot_be_used(self):
        damaged, _ = self.leave("a.bin")
        newer, _ = self.leave("b.bin")
        self.damage(damaged)
        self.make_newer(newer)
        (self.state_directory / "notes.txt").write_text("not ours")
        found = self.listed()
        self.assertEqual({id: upload["state"] for id, upload in found.items()}, {damaged: "damaged", newer: "newer"})
        self.assertIn("damaged", found[damaged]["error"]["message"])
        out = self.succeed("uploads", "list").out
        self.assertRegex(out, rf"(?m)^{damaged}  damaged .*is damaged")
        self.assertRegex(out, rf"(?m)^{newer}  newer .*has format 2")

    def test_a_session_that_has_expired(self):
        self.emulator.stop()
        self.start_emulator("--part-size", 2 << 20, "--session-lifetime", 4)
        id, _ = self.leave()
        while self.listed()[id]["state"] == "parts":
            pass
        self.assertEqual(self.listed()[id]["state"], "expired")
        self.assertIn("  ended  ", self.succeed("uploads", "list").out)

    def test_a_directory_that_cannot_be_used(self):
        self.state_directory.mkdir(mode=0o777)
        self.state_directory.chmod(0o777)
        run = self.fail_with(2, "uploads", "list")
        self.assertIn("others can write to it", run.err)
        run = self.fail_with(2, "uploads", "list", "--json")
        self.assertEqual(run.error["kind"], "resume_state_unusable")
