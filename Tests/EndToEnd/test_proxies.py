"""Proxies: by flag, by variable, by the environment; what they are told, and what they are not."""

from support import transports
from support.case import ProgramTest
from support.certificates import Authority
from support.servers import HTTPProxy, Server, SOCKSProxy

STATUS = ("session", "status", "1", "--json")
LOGIN = ("someone", "hunter2:@/%")
ESCAPED = "someone:hunter2%3A%40%2F%25@"


class ProxyTest(ProgramTest):
    """A test with a server over TLS, and proxies before it."""

    def setUp(self):
        super().setUp()
        self.authority = Authority(self.directory)
        self.certificate = self.authority.issue()
        self.start_emulator(
            "--tls-cert", self.certificate[0], "--tls-key", self.certificate[1], ca_file=self.authority.file)

    @property
    def settings(self):
        return super().settings | {"CHUNK_CA_FILE": self.authority.file}

    def proxy(self, kind, *arguments, **more):
        proxy = kind(*arguments, **more)
        self.addCleanup(proxy.stop)
        return proxy

    def proxies(self, login=None):
        return [
            self.proxy(HTTPProxy, login=login), self.proxy(HTTPProxy, self.certificate, login=login),
            self.proxy(SOCKSProxy, login=login)]

    def assert_went_through(self, proxy, run):
        """The answer is the service's, and the proxy was told where to, and nothing else that could be read."""
        self.assertEqual((run.status, run.error["kind"]), (3, "session_gone"), run)
        self.assertEqual(proxy.targets, [("localhost", self.emulator.port)])
        self.assertNotIn(self.emulator.token.encode(), proxy.received)
        self.assertNotIn(b"upload_sessions", proxy.received)


class SettingTests(ProxyTest):
    def test_by_flag_by_variable_and_by_the_environment(self):
        for arguments, name in [(True, None), (False, "CHUNK_PROXY"), (False, "https_proxy"), (False, "all_proxy")]:
            for proxy in self.proxies():
                with self.subTest(name or "--proxy", proxy=proxy.scheme):
                    flags = ("--proxy", proxy.url) if arguments else ()
                    settings = {name: proxy.url} if name else {}
                    self.assert_went_through(proxy, self.chunk(*STATUS, *flags, **settings))

    def test_socks_with_the_name_looked_up_here(self):
        proxy = self.proxy(SOCKSProxy)
        self.chunk(*STATUS, "--proxy", f"socks5://{proxy.place}")
        self.assertIn(proxy.targets[0][0], ("127.0.0.1", "::1"))

    def test_a_flag_wins(self):
        wrong, right = self.proxy(HTTPProxy), self.proxy(HTTPProxy)
        self.assert_went_through(
            right, self.chunk(*STATUS, "--proxy", right.url, CHUNK_PROXY=wrong.url, https_proxy=wrong.url))
        self.assert_went_through(
            wrong, self.chunk(*STATUS, CHUNK_PROXY=wrong.url, https_proxy=right.url))

    def test_hosts_that_need_none(self):
        proxy = self.proxy(HTTPProxy)
        for settings in ({"CHUNK_PROXY": proxy.url}, {"https_proxy": proxy.url}):
            self.assertEqual(self.chunk(*STATUS, **settings, no_proxy="localhost").status, 3)
        self.assertEqual(proxy.connections, 0)

    def test_an_upload(self):
        proxy = self.proxy(SOCKSProxy)
        file = self.succeed("upload", self.sample(), "--json", "--proxy", proxy.url).file
        self.assertEqual(self.emulator.file(file["id"])["size"], 20_000_000)
        self.assertGreater(len(proxy.targets), 1)

    def test_urls_that_are_none(self):
        for url in ("ftp://proxy:1", "proxy", "http://proxy", "http://proxy:0", "http://proxy:65536", "http://:1",
                    "http://pro xy:1", "http://u:hunter2%zz@proxy:1", "http://u:hunter2@proxy:1/path"):
            with self.subTest(url):
                run = self.fail_with(1, *STATUS, "--proxy", url)
                self.assertIn("--proxy", run.error["message"])
                self.assertNotIn("hunter2", run.out + run.err)
                run = self.fail_with(1, *STATUS, CHUNK_PROXY=url)
                self.assertIn("CHUNK_PROXY", run.error["message"])
        self.assertEqual(self.emulator.requests(), [])


class LoginTests(ProxyTest):
    def test_user_and_password(self):
        for proxy in self.proxies(LOGIN):
            with self.subTest(proxy.scheme):
                url = f"{proxy.scheme}://{ESCAPED}{proxy.place}"
                run = self.chunk(*STATUS, "--verbose", "--proxy", url)
                self.assert_went_through(proxy, run)
                self.assertNotIn("hunter2", run.out + run.err)

    def test_a_login_that_is_wrong(self):
        for proxy in self.proxies(LOGIN):
            with self.subTest(proxy.scheme):
                url = f"{proxy.scheme}://someone:hunter3@{proxy.place}"
                run = self.fail_with(5, *STATUS, "--verbose", CHUNK_PROXY=url)
                self.assertEqual(run.error["kind"], "unreachable", run)
                self.assertNotIn("hunter", run.out + run.err)
                self.assertEqual(proxy.targets, [])

    def test_the_command_that_goes_on_does_not_show_it(self):
        proxy = self.proxy(HTTPProxy, login=LOGIN)
        self.emulator.faults({"on": "part", "times": 0, "do": "status", "status": 403, "code": "access_denied"})
        url = f"http://{ESCAPED}{proxy.place}"
        run = self.fail_with(7, "upload", self.sample(), "--proxy", url, "--connect-timeout", "9")
        self.assertIn("with your --proxy", run.err)
        self.assertIn("--connect-timeout 9", run.err)
        self.assertNotIn("hunter2", run.err)
        proxy = self.proxy(HTTPProxy)
        run = self.fail_with(7, "upload", self.sample(), "--proxy", proxy.url)
        self.assertIn(f"--proxy {proxy.url}", run.err)


class PlainTests(ProgramTest):
    """What goes over http goes through no proxy, which could read the token."""

    def test_no_proxy_for_http(self):
        self.start_emulator()
        proxy = Server()
        self.addCleanup(proxy.stop)
        url = f"http://127.0.0.1:{proxy.port}"
        for name in ("http_proxy", "all_proxy", "ALL_PROXY", "CHUNK_PROXY"):
            with self.subTest(name):
                self.fail_with(3, *STATUS, **{name: url})
                run = self.fail_with(1, *STATUS, CHUNK_TRANSPORT="urlsession", **{name: url})
                if name == "CHUNK_PROXY":
                    self.assertIn("takes no proxy", run.error["message"])
                else:
                    self.assertIn(f"{name} is set", run.error["message"])
        self.assertEqual(proxy.connections, 0)


class URLSessionTests(ProxyTest):
    """URLSession on Linux: a SOCKS proxy of the environment's it takes, all others are refused."""

    def test_what_is_refused(self):
        proxy = self.proxy(HTTPProxy)
        for settings in ({"CHUNK_PROXY": proxy.url}, {"https_proxy": proxy.url}, {"ALL_PROXY": proxy.place}):
            with self.subTest(settings):
                run = self.fail_with(1, *STATUS, CHUNK_TRANSPORT="urlsession", CHUNK_CA_FILE=None, **settings)
                self.assertEqual(run.error["kind"], "invalid_argument", run)
        self.assertEqual(proxy.connections, 0)

    def test_socks(self):
        proxy = self.proxy(SOCKSProxy)
        prefix, _ = transports.trusting("urlsession", self.authority.file)
        run = self.chunk(
            *STATUS, prefix=prefix, CHUNK_TRANSPORT="urlsession", CHUNK_CA_FILE=None, https_proxy=proxy.url)
        self.assert_went_through(proxy, run)
