"""The token goes to configured hosts and to Box's, whatever URL is given or answered."""

from support.case import ServerTest
from support.elsewhere import Listener, origins


class OtherHostTests(ServerTest):
    def setUp(self):
        super().setUp()
        self.listener = Listener()
        self.addCleanup(self.listener.close)
        self.path = self.sample()

    def steps(self, url):
        (self.directory / "parts.json").write_text(
            '{"entries":[{"part_id":"1","offset":0,"size":20000000,"sha1":"' + "0" * 40 + '"}]}')
        size = ("--part-size", "8388608")
        yield "status", url
        yield "parts", url
        yield "parts", url, "--limit", "2"
        yield "put", url, self.path, "--part", "0", *size
        yield "commit", url, self.path, "--parts", "parts.json"
        yield "abort", url
        yield "plan", url, self.path, *size

    def test_each_step_refuses_a_url_on_another_host(self):
        for origin in origins(self.emulator.url, self.listener):
            for step in self.steps(origin + "/api/2.0/files/upload_sessions/1"):
                with self.subTest(origin, step=step[0]):
                    run = self.fail_with(1, "session", *step, "--json", **self.listener.proxies)
                    self.assertEqual(run.error["kind"], "url_refused")
        self.assertEqual(self.listener.connections, 0)
        self.assertEqual(self.emulator.requests(), [])

    def test_an_upload_refuses_session_urls_elsewhere(self):
        file = self.succeed("upload", self.path, "--name", "there.bin", "--json").file
        for origin in origins(self.emulator.url, self.listener):
            with self.subTest(origin):
                self.emulator.faults(
                    {"on": "create", "do": "session-endpoints", "origin": origin},
                    {"on": "create-version", "do": "session-endpoints", "origin": origin})
                for target in (), ("--file-id", file["id"]):
                    run = self.fail_with(
                        7, "upload", self.path, "--json", "--no-resume", *target, **self.listener.proxies)
                    self.assertEqual(run.error["kind"], "url_refused")
                    self.assertIn("session", run.error)
        self.assertEqual(self.listener.connections, 0)
        self.assertEqual(self.emulator.count("part"), 3)

    def test_an_allowed_host_is_gone_to(self):
        """The listener would notice, or the tests before this one show nothing."""
        self.fail_with(
            5, "session", "status", "https://evilbox.com/1", "--json", CHUNK_ALLOW_HOST="evilbox.com",
            **self.listener.proxies)
        self.assertGreater(self.listener.connections, 0)

    def test_a_redirect_is_not_followed(self):
        for operation, step in (("create", ("session", "create", "--size", "20000000", "--name", "x")),
                                ("get", ("session", "status", "1"))):
            self.emulator.faults({
                "on": operation, "do": "redirect", "location": f"http://127.0.0.1:{self.listener.port}/"})
            run = self.fail_with(7, *step, "--json")
            self.assertEqual((run.error["kind"], run.error["status"]), ("redirected", 307))
        self.assertEqual(self.listener.connections, 0)

    def test_a_proxy_of_the_environment_gets_no_token_in_clear(self):
        proxy = f"http://127.0.0.1:{self.listener.port}"
        self.succeed("session", "create", "--size", "20000000", "--name", "x", http_proxy=proxy)
        self.assertEqual(self.listener.connections, 0)
