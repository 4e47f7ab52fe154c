"""How long each phase of a request may take, by flags and by variables."""

import socket

from support import transports
from support.case import ProgramTest, ServerTest

STATUS = ("session", "status", "1", "--json")


class TimeoutTests(ServerTest):
    def assert_gave_up(self, *arguments, seconds=1, kinds=("outcome_unknown",), **settings):
        """It ends soon after the time, and not before."""
        for transport in transports.NAMES:
            with self.subTest(transport, arguments=arguments[-2:], settings=settings):
                run = self.fail_with(5, *arguments, CHUNK_TRANSPORT=transport, **settings)
                self.assertIn(run.error["kind"], kinds, run)
                self.assertGreater(run.seconds, seconds)
                self.assert_took_less(run, seconds + 4)

    def test_the_answer(self):
        self.emulator.faults({"on": "get", "times": 0, "do": "stall", "seconds": 60, "where": "answer"})
        # URLSession has one limit for connecting and for the answer of a request without a body.
        self.assert_gave_up(*STATUS, "--answer-timeout", "1", "--connect-timeout", "1")
        self.assert_gave_up(*STATUS, CHUNK_ANSWER_TIMEOUT="1", CHUNK_CONNECT_TIMEOUT="1")

    def test_the_body(self):
        self.emulator.faults({
            "on": "part", "times": 0, "do": "stall", "seconds": 60, "where": "body", "bytes": 1000})
        session = self.succeed("session", "create", "--size", "20000000", "--name", "x", "--json").json
        self.assertIn("id", session["response"])
        put = ("session", "put", session["response"]["id"], self.sample(), "--part", "1", "--json")
        self.assert_gave_up(*put, "--stall-timeout", "1")
        self.assert_gave_up(*put, CHUNK_STALL_TIMEOUT="1")

    def test_values_that_are_none(self):
        for flag in ("--connect-timeout", "--stall-timeout", "--answer-timeout"):
            variable = "CHUNK_" + flag[2:].replace("-", "_").upper()
            for value in ("0", "soon"):
                with self.subTest(flag, value=value):
                    self.assertIn(flag, self.fail_with(1, *STATUS, flag, value).out)
                    self.assertIn(variable, self.fail_with(1, *STATUS, **{variable: value}).error["message"])
            self.fail_with(3, *STATUS, **{variable: ""})
        self.assertIn("CHUNK_TRANSPORT", self.fail_with(1, *STATUS, CHUNK_TRANSPORT="pigeon").error["message"])
        self.assertIn("--transport", self.fail_with(1, *STATUS, "--transport", "pigeon").out)

    def test_a_rate_that_cannot_be_held(self):
        run = self.fail_with(
            1, "upload", self.sample(), "--json", "--limit-rate", "1M", "--transport", "urlsession")
        self.assertIn("--limit-rate", run.error["remedy"])
        self.assertEqual(self.emulator.requests(), [])


class ConnectTests(ProgramTest):
    def test_connecting(self):
        """To a port whose queue is full, where connecting takes for ever."""
        listener = socket.create_server(("127.0.0.1", 0), backlog=0)
        self.addCleanup(listener.close)
        waiting = []
        for _ in range(4):
            client = socket.socket()
            self.addCleanup(client.close)
            client.setblocking(False)
            client.connect_ex(listener.getsockname())
            waiting.append(client)
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        settings = {"CHUNK_BASE_URL": url, "CHUNK_UPLOAD_URL": url, "BOX_ACCESS_TOKEN": "a-token-for-nobody"}
        create = ("session", "create", "--size", "20000000", "--name", "x", "--json")
        for transport in transports.NAMES:
            for more, variables in ((("--connect-timeout", "1"), {}), ((), {"CHUNK_CONNECT_TIMEOUT": "1"})):
                with self.subTest(transport, more=more):
                    run = self.fail_with(5, *create, *more, CHUNK_TRANSPORT=transport, **variables, **settings)
                    self.assertEqual(run.error["kind"], "unreachable", run)
                    self.assertGreater(run.seconds, 1)
                    self.assert_took_less(run, 5)
