"""Each transport over TLS: whom it trusts, where a token goes, and what it does not follow."""

from support import samples, transports
from support.case import ProgramTest
from support.certificates import Authority
from support.servers import OldServer, Server

STATUS = ("session", "status", "1", "--json")


class TransportTest(ProgramTest):
    """A test with an authority, run with each transport."""

    def setUp(self):
        super().setUp()
        self.authority = Authority(self.directory)

    def start_tls(self, **more):
        certificate, key = self.authority.issue(**more)
        return self.start_emulator("--tls-cert", certificate, "--tls-key", key, ca_file=self.authority.file)

    def run_with(self, transport, *arguments, trusts=True, **settings):
        """A run of chunk with a transport, which trusts the authority unless told otherwise."""
        prefix, more = transports.trusting(transport, self.authority.file) if trusts else ((), {})
        return self.chunk(*arguments, prefix=prefix, CHUNK_TRANSPORT=transport, **more, **settings)

    def each_transport(self):
        for transport in transports.NAMES:
            yield transport, self.subTest(transport)


class CertificateTests(TransportTest):
    def test_an_upload_with_the_authority(self):
        self.start_tls()
        path = self.sample()
        for transport, subtest in self.each_transport():
            with subtest:
                run = self.run_with(transport, "upload", path, "--name", transport, "--json")
                self.assertEqual(run.status, 0, run)
                self.assertEqual(self.emulator.download_sha1(run.file["id"]), samples.sha1(path))
        self.assert_no_part_sent_twice()

    def test_without_the_authority(self):
        self.start_tls()
        self.assert_refused(trusts=False)

    def test_a_certificate_for_another_name(self):
        self.start_tls(names="DNS:other.example.com")
        self.assert_refused()

    def test_a_certificate_that_has_expired(self):
        self.start_tls(days=-1)
        self.assert_refused()

    def assert_refused(self, **more):
        for transport, subtest in self.each_transport():
            with subtest:
                run = self.run_with(transport, *STATUS, **more)
                self.assertEqual(run.status, 7, run)
                self.assertEqual(run.error["kind"], "tls_failed", run)

    def test_tls_1_1_is_refused(self):
        server = OldServer(self.authority.issue())
        self.addCleanup(server.stop)
        url = f"https://localhost:{server.port}"
        settings = {"CHUNK_BASE_URL": url, "CHUNK_UPLOAD_URL": url, "BOX_ACCESS_TOKEN": "a-token-for-nobody"}
        for transport, subtest in self.each_transport():
            with subtest:
                run = self.run_with(transport, *STATUS, **settings)
                self.assertEqual(run.status, 5, run)
                self.assertEqual(run.error["kind"], "unreachable", run)
        self.assertGreater(server.connections, 1)
        self.assertEqual(server.received, b"")

    def test_urlsession_takes_no_file_of_authorities(self):
        run = self.fail_with(
            1, *STATUS, "--transport", "urlsession", "--ca-file", "ca.pem", BOX_ACCESS_TOKEN="a-token-for-nobody")
        self.assertIn("--transport curl", run.error["remedy"])


class OtherOriginTests(TransportTest):
    """What leads elsewhere is not followed: nothing at all gets to the other server, a token least of all."""

    def setUp(self):
        super().setUp()
        self.start_tls()
        self.other = Server()
        self.addCleanup(self.other.stop)
        self.origin = f"http://127.0.0.1:{self.other.port}"
        self.upload = ("upload", self.sample(), "--json", "--no-resume")

    def test_redirects_of_a_step(self):
        for status in (301, 302, 303, 307, 308):
            self.assert_not_followed(status, "get", *STATUS)

    def test_redirects_of_an_upload(self):
        for status in (302, 307):
            for operation in ("create", "part", "commit"):
                self.assert_not_followed(status, operation, *self.upload)

    def assert_not_followed(self, status, operation, *arguments):
        self.emulator.faults(
            {"on": operation, "times": 0, "do": "redirect", "status": status, "location": self.origin + "/x"})
        for transport, subtest in self.each_transport():
            with subtest:
                run = self.run_with(transport, *arguments)
                self.assertEqual(run.status, 7, run)
                self.assertEqual(run.error["kind"], "redirected", run)
        self.assertEqual(self.other.connections, 0)

    def test_endpoints_without_tls(self):
        self.emulator.faults({"on": "create", "times": 0, "do": "session-endpoints", "origin": self.origin})
        for transport, subtest in self.each_transport():
            with subtest:
                self.assertEqual(self.run_with(transport, *self.upload).status, 7)
        self.assertEqual(self.other.connections, 0)
        self.assertEqual(self.emulator.count("part"), 0)
