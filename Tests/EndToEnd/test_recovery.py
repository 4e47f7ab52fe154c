"""Uploads that meet failures: what is sent again, what is not, and what is left."""

from support import samples
from support.case import ServerTest


class RecoveryTests(ServerTest):
    def upload(self, *faults, name="sample.bin"):
        """An upload that succeeds in spite of faults."""
        self.emulator.faults(*faults)
        path = self.sample()
        run = self.succeed("upload", path, "--name", name, "--json")
        self.assertEqual(run.file["sha1"], samples.sha1(path))
        self.assertEqual(self.emulator.download_sha1(run.file["id"]), run.file["sha1"])
        self.assert_no_part_sent_twice()
        return run

    def attempts(self, run):
        """How often each part was sent, in the file's order."""
        parts = self.emulator.counters()["sessions"][run.session]
        return [parts[offset]["attempts"] for offset in ("0", "8388608", "16777216")]

    def upload_with_fault(self, **fault):
        """An upload whose second part meets a fault; how often each part was sent."""
        run = self.upload({"on": "part", "offset": samples.PART, **fault}, name="-".join(map(str, fault.values())))
        return run, self.attempts(run)

    def test_a_part_that_was_stored_in_spite_of_its_error_is_not_sent_again(self):
        for fault in (
            {"do": "status-after", "status": 500},
            {"do": "status-after", "status": 503, "code": "unavailable"},
            {"do": "truncated-json"},
            {"do": "truncated-header"},
            {"do": "truncated-body"},
        ):
            with self.subTest(fault):
                self.assertEqual(self.upload_with_fault(**fault)[1], [1, 1, 1])

    def test_a_part_that_did_not_arrive_is_sent_again(self):
        for fault in (
            {"do": "status", "status": 500},
            {"do": "status", "status": 502, "where": "body", "bytes": 1_000_000, "body": "page"},
            {"do": "html"},
        ):
            with self.subTest(fault):
                run, attempts = self.upload_with_fault(**fault)
                self.assertEqual(attempts, [1, 2, 1])
                self.assertEqual(len(run.named("retrying")), 1)

    def test_a_connection_that_dies_in_the_middle_of_a_part(self):
        for fault in (
            {"do": "reset-after", "bytes": 3_000_000}, {"do": "reset-before"}, {"do": "reset-after-body"}
        ):
            with self.subTest(fault):
                self.assertEqual(self.upload_with_fault(**fault)[1], [1, 2, 1])

    def test_a_part_whose_answer_is_lost_is_not_stored_twice(self):
        self.assertEqual(self.upload_with_fault(do="lose-answer")[1], [1, 1, 1])

    def test_retry_after_is_kept(self):
        run = self.upload({"on": "create", "do": "status", "status": 429, "retry_after": 1})
        retry = run.named("retrying")[0]
        self.assertGreaterEqual(retry["delay_seconds"], 1)
        self.assertEqual((retry["attempt"], retry["error"]["status"]), (1, 429))
        self.assertGreaterEqual(run.seconds, 1)

    def test_a_commit_that_takes_its_time(self):
        run = self.upload({"on": "commit", "times": 3, "do": "accepted", "retry_after": 0})
        self.assertEqual(len(run.named("processing")), 3)
        self.assertEqual(self.emulator.count("commit"), 4)

    def test_a_commit_that_does_not_see_all_parts_yet(self):
        self.upload({"on": "commit", "do": "status", "status": 400, "code": "parts_mismatch"})
        self.assertEqual(self.emulator.count("commit"), 2)

    def test_a_commit_whose_answer_is_lost_makes_one_file(self):
        for number, fault in enumerate((
            {"do": "lose-answer"}, {"do": "status-after", "status": 500}, {"do": "truncated-json"}
        )):
            with self.subTest(fault):
                run = self.upload({"on": "commit", **fault}, name=str(number))
                items = self.emulator.json("/2.0/folders/0/items")["entries"]
                self.assertEqual(len(items), number + 1)
                self.assertIn(run.file["id"], [item["id"] for item in items])
