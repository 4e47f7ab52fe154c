"""https, with a certificate authority of our own."""

from support import samples
from support.case import ProgramTest
from support.certificates import Authority


class TLSTests(ProgramTest):
    def start_tls(self, **more):
        certificate, key = Authority(self.directory).issue(**more)
        return self.start_emulator(
            "--tls-cert", certificate, "--tls-key", key, ca_file=self.directory / "ca.pem")

    def test_an_upload_with_the_authority(self):
        self.assertTrue(self.start_tls().url.startswith("https://localhost:"))
        path = self.sample()
        file = self.succeed("upload", path, "--json", "--ca-file", "ca.pem").file
        self.assertEqual(self.emulator.download_sha1(file["id"]), samples.sha1(path))
        self.succeed("upload", path, "--name", "second", "--quiet", CHUNK_CA_FILE="ca.pem")

    def test_without_the_authority(self):
        self.start_tls()
        run = self.fail_with(7, "upload", self.sample(), "--json")
        self.assertEqual(run.error["kind"], "tls_failed")
        self.assertRegex(run.error["message"], r"(?i)certificate")
        self.assertFalse(run.error["temporary"])
        self.assertEqual(self.emulator.requests(), [])

    def test_a_file_of_authorities_that_is_not_there(self):
        self.start_tls()
        run = self.fail_with(1, "session", "status", "1", "--json", "--ca-file", "nowhere.pem")
        self.assertIn("nowhere.pem", run.error["message"])
        self.assertEqual(self.emulator.requests(), [])

    def test_plain_http_to_a_tls_port(self):
        self.start_tls()
        run = self.chunk(
            "session", "status", "1", "--json", CHUNK_UPLOAD_URL=self.emulator.url.replace("https", "http"))
        self.assertNotEqual(run.status, 0)
        self.assertIn(run.error["kind"], ("outcome_unknown", "malformed_answer"))
