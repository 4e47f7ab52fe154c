"""Box's generated SDK: its convenience methods, and each operation by id and by URL."""

from support.case import DELAYED_COMMIT

from .boxsdk import BoxSDKCase

LOST_PART = [{"on": "part", "nth": 2, "do": "status", "status": 503}]


class BoxSDK10(BoxSDKCase):
    client = "boxsdk 10.18.0"
    version = "10.18.0"
    program = "boxsdk10.py"

    def test_upload_big_file_of_200_MB(self):
        file = self.act("upload", self.bench.big.path, "ten.bin")
        self.report_usage()
        self.assert_stored(self.bench.plain, file, self.bench.big, "ten.bin")
        self.assert_parts_sent(self.bench.plain, 24)

    def test_upload_big_file_version_of_200_MB(self):
        before = self.act("upload", self.bench.big.path, "ten old.bin")
        self.bench.plain.reset()
        file = self.act("upload-version", before["id"], self.bench.changed.path, "ten new.bin")
        self.report_usage()
        self.assertEqual(file["id"], before["id"])
        self.assert_stored(self.bench.plain, file, self.bench.changed, "ten new.bin")
        # The plan has every part but the one that changed.
        self.assertEqual(self.bench.plain.counters()["requests"]["plan"], 24)
        self.assert_parts_sent(self.bench.plain, 1)

    def test_operations_by_id(self):
        file = self.act("steps-by-id", self.bench.small.path, "ten id.bin")
        self.assert_stored(self.bench.plain, file, self.bench.small, "ten id.bin")

    def test_operations_by_url(self):
        file = self.act("steps-by-url", self.bench.small.path, "ten url.bin")
        self.assert_stored(self.bench.plain, file, self.bench.small, "ten url.bin")

    def test_plan_by_id_and_by_url(self):
        file = self.act("upload", self.bench.small.path, "ten plan.bin")
        self.act("plan", file["id"], self.bench.small.path)

    def test_deleted_session(self):
        self.act("abort", self.bench.small.path, "ten aborted.bin")

    def test_commit_that_takes_time(self):
        self.bench.plain.set_faults(DELAYED_COMMIT)
        file = self.act("upload", self.bench.small.path, "ten later.bin")
        self.assert_stored(self.bench.plain, file, self.bench.small, "ten later.bin")
        self.assertEqual(self.bench.plain.counters()["requests"]["commit"], 3)

    def test_part_that_is_refused_once(self):
        self.bench.plain.set_faults(LOST_PART)
        file = self.act("upload", self.bench.small.path, "ten retried.bin")
        self.assert_stored(self.bench.plain, file, self.bench.small, "ten retried.bin")
        self.assert_parts_sent(self.bench.plain, 3)

    def test_client_credentials(self):
        file = self.act("upload-with-credentials", self.bench.small.path, "ten credentials.bin")
        self.assert_stored(self.bench.plain, file, self.bench.small, "ten credentials.bin")

    def test_client_credentials_of_a_registered_application(self):
        file = self.act_as_application(
            self.bench.registered, "upload-as-application", self.bench.small.path, "ten ccg.bin")
        self.assert_stored(self.bench.registered, file, self.bench.small, "ten ccg.bin")
        self.assert_tokens(self.bench.registered, client_credentials=1)

    def test_signed_assertion(self):
        file = self.act_as_application(
            self.bench.registered, "upload-with-assertion", self.bench.small.path, "ten jwt.bin")
        self.assert_stored(self.bench.registered, file, self.bench.small, "ten jwt.bin")
        self.assert_tokens(self.bench.registered, jwt_bearer=1)

    def test_downscoped_token(self):
        file = self.act_as_application(
            self.bench.registered, "upload-downscoped", self.bench.small.path, "ten narrow.bin")
        self.assert_stored(self.bench.registered, file, self.bench.small, "ten narrow.bin")
        self.assert_tokens(self.bench.registered, jwt_bearer=1, token_exchange=1)

    def test_authorization_code_and_refresh(self):
        file = self.act_as_application(
            self.bench.registered, "upload-after-login", self.bench.small.path, "ten login.bin")
        self.assert_stored(self.bench.registered, file, self.bench.small, "ten login.bin")
        self.assert_tokens(self.bench.registered, authorization_code=1, refresh_token=1)

    def test_box_host_names(self):
        file = self.act_at_box_hosts("upload", self.bench.small.path, "ten hosts.bin")
        self.assert_stored(self.bench.tls, file, self.bench.small, "ten hosts.bin")
        self.assert_hosts("upload.box.com")
