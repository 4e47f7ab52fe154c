"""The token goes to configured hosts and to Box's, whatever URL is given or answered."""

import socket
import threading

from support.case import ServerTest


class Listener:
    """Counts connections and answers none: whoever comes here has the token with them."""

    def __init__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.connections = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.connections += 1
            connection.close()


class OtherHostTests(ServerTest):
    def setUp(self):
        super().setUp()
        self.listener = Listener()
        self.addCleanup(self.listener.socket.close)
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
        path = "/api/2.0/files/upload_sessions/1"
        here = self.emulator.url.removeprefix("http://")
        for url in (
            f"http://127.0.0.1:{self.listener.port}{path}",  # another port
            f"http://localhost:{self.listener.port}{path}",
            f"https://{here}{path}",  # another scheme
            f"http://{here}@127.0.0.1:{self.listener.port}{path}",
            f"http://127.0.0.1:{self.listener.port}\\@{here}{path}",
            f"https://upload.box.com.example.com{path}",
            f"https://upload.box.com:8443{path}",
            f"http://upload.box.com{path}",
        ):
            for step in self.steps(url):
                with self.subTest(url, step=step[0]):
                    run = self.fail_with(1, "session", *step, "--json")
                    self.assertEqual(run.error["kind"], "url_refused")
        self.assertEqual(self.listener.connections, 0)
        self.assertEqual(self.emulator.requests(), [])

    def test_an_upload_refuses_session_urls_elsewhere(self):
        self.emulator.faults(
            {"on": "create", "do": "session-endpoints", "origin": f"http://127.0.0.1:{self.listener.port}"})
        run = self.fail_with(7, "upload", self.path, "--json")
        self.assertEqual(run.error["kind"], "url_refused")
        self.assertIn("session", run.error)
        self.assertEqual(self.listener.connections, 0)

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
