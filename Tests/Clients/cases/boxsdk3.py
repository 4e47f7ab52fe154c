"""Box's older SDK: the uploader with five threads."""

from support.case import DELAYED_COMMIT

from .boxsdk import BoxSDKCase


class BoxSDK3(BoxSDKCase):
    client = "boxsdk 3.14.0"
    version = "3.14.0"
    program = "boxsdk3.py"

    def test_chunked_uploader_of_200_MB(self):
        file = self.act("upload", self.bench.big.path, "three.bin")
        self.report_usage()
        self.assert_stored(self.bench.plain, file, self.bench.big, "three.bin")
        self.assert_parts_sent(self.bench.plain, 24)

    def test_new_version_of_200_MB(self):
        before = self.act("upload", self.bench.big.path, "three versions.bin")
        self.bench.plain.reset()
        file = self.act("upload-version", before["id"], self.bench.changed.path)
        self.report_usage()
        self.assertEqual(file["id"], before["id"])
        self.assert_stored(self.bench.plain, file, self.bench.changed, "three versions.bin")
        self.assert_parts_sent(self.bench.plain, 24)

    def test_aborted_session(self):
        self.act("abort", self.bench.small.path, "three aborted.bin")

    def test_commit_that_takes_time(self):
        self.bench.plain.set_faults(DELAYED_COMMIT)
        file = self.act("upload", self.bench.small.path, "three later.bin")
        self.assert_stored(self.bench.plain, file, self.bench.small, "three later.bin")
        self.assertEqual(self.bench.plain.counters()["requests"]["commit"], 3)

    def test_box_host_names(self):
        """With Box's own upload URL this SDK uses the session's URLs, and only then."""
        file = self.act_at_box_hosts("upload", self.bench.small.path, "three hosts.bin")
        self.assert_stored(self.bench.tls, file, self.bench.small, "three hosts.bin")
        self.assert_hosts("upload.box.com")
