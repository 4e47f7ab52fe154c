"""Uploads, events, tokens and options: a C program for each."""

import json

from support import samples
from support.elsewhere import Listener, origins

from library.case import STALLED, CTest, UploadTest


class SourceTests(UploadTest):
    def setUp(self):
        super().setUp()
        # Larger than the smallest size, so that what is too short is not too small as well.
        self.file = self.sample(size=samples.SMALLEST + 100)

    def test_a_path(self):
        self.upload("source_path", samples.sha1(self.file))

    def test_a_descriptor_and_a_pipe(self):
        self.upload("source_descriptor", samples.sha1(self.file))

    def test_memory(self):
        self.upload("source_memory", samples.sha1(self.file))

    def test_a_reader(self):
        self.upload("source_reader", samples.sha1(self.file))


class EventTests(UploadTest):
    def test_an_event_function(self):
        self.upload("events", faults=[{"on": "part", "nth": 2, "do": "status", "status": 500}])

    def test_an_event_function_that_ends_the_upload(self):
        self.upload("cancel_from_event")

    def test_a_loop_of_ones_own(self):
        self.upload("poll_loop")

    def test_how_long_calls_take(self):
        self.upload("wait_timeouts", faults=[STALLED])

    def test_a_wait_beside_a_reader_that_always_has_something(self):
        self.run_program("wait_with_reader")


class TokenTests(UploadTest):
    options = UploadTest.options + ("--refresh-token", "refreshing")

    def next_token(self):
        """Another token of the same user."""
        body = "grant_type=refresh_token&refresh_token=refreshing&client_id=1&client_secret=2"
        status, answer = self.emulator.request("/oauth2/token", "POST", body.encode())
        self.assertEqual(status, 200, answer)
        return json.loads(answer)["access_token"]

    def test_a_token_function(self):
        self.upload("token_function")

    def test_tokens_by_events(self):
        self.upload("token_event", self.next_token(), faults=[{"on": "part", "nth": 3, "do": "status", "status": 401}])


    def test_tokens_by_an_event_function(self):
        self.upload("token_event_function")

    def test_a_token_is_good_for_all_operations(self):
        self.upload("token_for_all")


class ElsewhereTests(UploadTest):
    def test_urls_elsewhere_are_refused(self):
        listener = Listener()
        self.addCleanup(listener.close)
        program = self.build("elsewhere")
        for origin in origins(self.emulator.url, listener):
            with self.subTest(origin):
                self.emulator.faults({"on": "create", "times": 2, "do": "session-endpoints", "origin": origin})
                self.execute([program, self.file], **listener.proxies)
        self.assertEqual(listener.connections, 0)
        self.assertEqual(set(self.emulator.counters()["requests"]), {"create"})


class OptionTests(CTest):
    def test_the_table_says_what_is_taken(self):
        lines = self.run_program("options_table").splitlines()
        self.assertIn("parallel integer call 0", lines)
        self.assertIn("on_cancel choice call keep", lines)
        self.assertIn("access_token text client ", lines)
        self.assertEqual(len({line.split()[0] for line in lines}), len(lines))
