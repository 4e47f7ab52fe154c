"""https, with a certificate of our own."""

import os
import subprocess

import libchunk
from helpers.case import BindingTest
from support.emulator import Emulator


class TLS(BindingTest):
    def setUp(self):
        super().setUp()
        self.emulator.stop()
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "cert.pem",
             "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
            cwd=self.directory, check=True, capture_output=True)
        self.certificate = self.directory / "cert.pem"
        self.emulator = Emulator(
            self.directory, "--tls-cert", self.certificate, "--tls-key", self.directory / "key.pem",
            ca_file=self.certificate)
        self.addCleanup(self.emulator.stop)

    def test_certificate_that_is_named(self):
        self.assertTrue(self.emulator.url.startswith("https:"))
        path = self.sample()
        self.assert_stored(self.manager(ca_file=self.certificate).upload_big_file(path), path)
        self.assert_stored(self.manager(ca_file=os.fspath(self.certificate)).upload_big_file(path, "other"), path)

    def test_certificate_that_nobody_knows(self):
        with self.assertRaises(libchunk.TransportError) as caught:
            self.manager(attempts=1).upload_big_file(self.sample())
        self.assertEqual(caught.exception.kind, "tls_failed")
