"""How failures reach the caller: kind, message, remedy, status, code, request id, exit status."""

from support.case import ServerTest

# status and code of the answer; kind of the error; exit status
ANSWERS = [
    (400, "bad_request", "bad_request", 7),
    (400, "item_name_invalid", "bad_request", 7),
    (401, "unauthorized", "unauthorized", 7),
    (403, "access_denied_insufficient_permissions", "forbidden", 7),
    (403, "storage_limit_exceeded", "storage_full", 7),
    (404, "not_found", "session_gone", 3),
    (409, "item_name_in_use", "conflict", 7),
    (409, "operation_blocked_temporary", "conflict", 5),
    (410, "session_expired", "session_gone", 3),
    (412, "precondition_failed", "precondition_failed", 7),
    (413, "request_entity_too_large", "too_large", 7),
    (416, "range_overlaps_existing_range", "range_conflict", 7),
    (429, "rate_limit_exceeded", "throttled", 5),
    (500, "internal_server_error", "server_error", 5),
    (502, "bad_gateway", "server_error", 5),
    (503, "unavailable", "server_error", 5),
    (507, "storage_limit_exceeded", "storage_full", 7),
    (418, "a_code_nobody_knows", "bad_request", 7),
]


class ErrorTests(ServerTest):
    def error(self, exit_status, **fault):
        """The error of one request, to which the server does something."""
        self.emulator.faults({"on": "get", **fault})
        error = self.fail_with(exit_status, "session", "status", "123", "--json").error
        for member in ("kind", "message", "remedy", "temporary"):
            self.assertIn(member, error)
        self.assertEqual(self.emulator.count("get"), 1)
        self.emulator.request("/_emulator/counters", "DELETE")
        return error

    def test_answers_of_the_service(self):
        for answer, code, kind, status in ANSWERS:
            with self.subTest(f"{answer} {code}"):
                error = self.error(
                    status, do="status", status=answer, code=code, message="What the service says")
                self.assertEqual((error["kind"], error["status"], error["code"]), (kind, answer, code))
                self.assertRegex(error["request_id"], r"^\w+$")
                self.assertIn("What the service says", error["message"])
                self.assertEqual(error["temporary"], status == 5)

    def test_the_words_for_people_have_it_all(self):
        self.emulator.faults({"on": "get", "do": "status", "status": 403, "code": "access_denied"})
        err = self.fail_with(7, "session", "status", "123").err
        self.assertRegex(err, r"^chunk: Reading the session was refused with 403: .*\. Check that .*"
                              r"\[HTTP 403, code access_denied, request id \w+\]\n$")

    def test_a_502_with_a_page(self):
        error = self.error(
            5, do="status", status=502, body="<html>\n<h1>Bad\tGateway</h1></html>",
            headers={"Box-Request-Id": "abc123"})
        self.assertEqual((error["kind"], error["status"]), ("server_error", 502))
        self.assertIn("<html> <h1>Bad Gateway</h1></html>", error["message"])
        self.assertEqual(error["request_id"], "abc123")
        self.assertNotIn("code", error)

    def test_a_401_without_a_body(self):
        error = self.error(7, do="status", status=401)
        self.assertEqual((error["kind"], error["status"]), ("unauthorized", 401))
        self.assertIn("The access token provided is invalid", error["message"])
        self.assertIn("new access token", error["remedy"])

    def test_a_wrong_token(self):
        run = self.fail_with(7, "session", "status", "123", "--json", BOX_ACCESS_TOKEN="wrong-token")
        self.assertEqual((run.error["kind"], run.error["status"]), ("unauthorized", 401))

    def test_a_429_says_how_long_to_wait(self):
        error = self.error(5, do="status", status=429, retry_after=7)
        self.assertEqual((error["kind"], error["retry_after_seconds"]), ("throttled", 7))
        error = self.error(5, do="status", status=503, retry_after_date=90)
        self.assertAlmostEqual(error["retry_after_seconds"], 90, delta=3)
        self.assertNotIn("retry_after_seconds", self.error(5, do="status", status=503, retry_after="soon"))


class BrokenAnswerTests(ServerTest):
    def setUp(self):
        super().setUp()
        self.session = self.succeed(
            "session", "create", "--size", "20000000", "--name", "x").json["id"]

    def kind(self, status, **fault):
        self.emulator.faults({"on": "get", **fault})
        run = self.fail_with(status, "session", "status", self.session, "--json")
        return run.error["kind"]

    def test_truncated_json(self):
        self.assertEqual(self.kind(5, do="truncated-json"), "malformed_answer")

    def test_a_truncated_header(self):
        self.assertEqual(self.kind(5, do="truncated-header"), "outcome_unknown")
        for raw in ("HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n", "HT", ""):
            with self.subTest(raw):
                self.assertEqual(self.kind(5, do="truncated-header", raw=raw), "outcome_unknown")

    def test_a_truncated_body(self):
        self.assertEqual(self.kind(5, do="truncated-body"), "outcome_unknown")

    def test_no_http_at_all(self):
        kind = self.kind(5, do="truncated-header", raw="SSH-2.0-OpenSSH_9.2\r\n")
        self.assertIn(kind, ("outcome_unknown", "malformed_answer"))

    def test_a_page_with_status_200(self):
        self.assertEqual(self.kind(5, do="html"), "malformed_answer")

    def test_a_body_without_end(self):
        self.assertEqual(self.kind(7, do="huge-body"), "malformed_answer")

    def test_a_lost_answer(self):
        for verb in ("lose-answer", "reset-before", "reset-after-body"):
            with self.subTest(verb):
                self.assertEqual(self.kind(5, do=verb), "outcome_unknown")
