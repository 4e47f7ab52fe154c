"""https, with a certificate authority of our own."""

import subprocess

from support import samples
from support.case import ProgramTest

EXTENSIONS = """
basicConstraints = critical, CA:FALSE
subjectAltName = {names}
"""


class TLSTests(ProgramTest):
    def openssl(self, *arguments):
        subprocess.run(
            ["openssl", *arguments], cwd=self.directory, check=True, capture_output=True, timeout=120)

    def make_certificates(self, names="DNS:localhost, IP:127.0.0.1"):
        key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
        self.openssl(
            "req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj",
            "/CN=End-to-end test CA", "-addext", "basicConstraints=critical,CA:TRUE")
        self.openssl("req", *key, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost")
        (self.directory / "extensions").write_text(EXTENSIONS.format(names=names))
        self.openssl(
            "x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
            "-out", "server.pem", "-days", "2", "-extfile", "extensions")

    def start_tls(self, **more):
        self.make_certificates(**more)
        return self.start_emulator(
            "--tls-cert", self.directory / "server.pem", "--tls-key", self.directory / "server.key",
            ca_file=self.directory / "ca.pem")

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

    def test_a_certificate_for_another_name(self):
        self.make_certificates(names="DNS:other.example.com")
        self.start_emulator(
            "--tls-cert", self.directory / "server.pem", "--tls-key", self.directory / "server.key")
        run = self.fail_with(7, "session", "status", "1", "--json", "--ca-file", "ca.pem")
        self.assertEqual(run.error["kind"], "tls_failed")

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
