"""Box's older SDK: the uploader with five threads."""

import tempfile

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

    def test_signed_assertion(self):
        file = self.act_as_application(
            self.bench.registered, "upload-with-assertion", self.bench.small.path, "three jwt.bin")
        self.assert_stored(self.bench.registered, file, self.bench.small, "three jwt.bin")
        self.assert_tokens(self.bench.registered, jwt_bearer=1)

    def test_signed_assertion_where_the_clocks_differ(self):
        """This SDK signs again by the time that the server says."""
        with tempfile.TemporaryDirectory() as directory, self.bench.emulator(
                directory + "/data", "--app", self.bench.application, "--clock-offset", "300") as late:
            file = self.act_as_application(
                late, "upload-with-assertion", self.bench.small.path, "three late.bin")
            self.assert_stored(late, file, self.bench.small, "three late.bin")
            counters = late.counters()["tokens"]
            self.assertEqual((counters["issued"], counters["refused"]), (1, 1))

    def test_authorization_code_and_refresh(self):
        file = self.act_as_application(
            self.bench.registered, "upload-after-login", self.bench.small.path, "three login.bin")
        self.assert_stored(self.bench.registered, file, self.bench.small, "three login.bin")
        self.assert_tokens(self.bench.registered, authorization_code=1, refresh_token=1)

    def test_box_host_names(self):
        """With Box's own upload URL this SDK uses the session's URLs, and only then."""
        file = self.act_at_box_hosts("upload", self.bench.small.path, "three hosts.bin")
        self.assert_stored(self.bench.tls, file, self.bench.small, "three hosts.bin")
        self.assert_hosts("upload.box.com")
