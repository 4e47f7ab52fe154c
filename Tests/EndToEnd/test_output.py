"""What the program writes when nobody sits before a terminal."""

import fcntl
import json
import os
import subprocess
import time

from support import processes, samples
from support.case import ServerTest


class JSONTests(ServerTest):
    def test_the_events_and_their_order(self):
        run = self.succeed("upload", self.sample(), "--parallel", "1", "--json")
        names = [event["event"] for event in run.events]  # each line parses, or this fails
        self.assertEqual(names[0], "session")
        self.assertEqual(names[-3:], ["committing", "statistics", "finished"])
        self.assertEqual(
            set(names), {"session", "progress", "part", "committing", "statistics", "finished"})
        self.assertEqual({event["path"] for event in run.events}, {str(self.directory / "sample.bin")})
        self.assertEqual(run.err, "")
        session = run.events[0]
        self.assertEqual(
            (session["part_size"], session["total_parts"], session["continued"]), (samples.PART, 3, False))
        self.assertRegex(session["expires_at"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        self.assertEqual(
            [(part["index"], part["offset"], part["size"], part["skipped"]) for part in run.named("part")],
            [(0, 0, 8388608, False), (1, 8388608, 8388608, False), (2, 16777216, 3222784, False)])
        self.assertGreater(run.events[-1]["seconds"], 0)

    def test_progress_only_grows(self):
        self.emulator.faults(
            {"on": "part", "times": 0, "do": "slow", "bytes_per_second": 30_000_000},
            {"on": "part", "nth": 2, "do": "reset-after", "bytes": 3_000_000})
        run = self.succeed("upload", self.sample(), "--json")
        acknowledged = wire = 0
        self.assertGreaterEqual(len(run.named("progress")), 3)
        for event in run.named("progress"):
            self.assertGreaterEqual(event["acknowledged_bytes"], acknowledged)
            self.assertGreaterEqual(event["wire_bytes"], wire)
            acknowledged, wire = event["acknowledged_bytes"], event["wire_bytes"]
            self.assertLessEqual(acknowledged + event["in_flight_bytes"], event["total_bytes"])
            self.assertGreaterEqual(wire, acknowledged)
        self.assertEqual(acknowledged, 20_000_000)
        self.assertGreater(wire, 20_000_000)

    def test_a_failure_is_the_last_line(self):
        self.emulator.faults({"on": "commit", "do": "status", "status": 403, "code": "access_denied"})
        run = self.fail_with(7, "upload", self.sample(), "--json")
        self.assertEqual([event["event"] for event in run.events][-3:], ["committing", "statistics", "failed"])
        self.assertEqual(run.err, "")

    def test_a_setting_that_is_wrong_is_told_in_json_too(self):
        run = self.fail_with(1, "upload", self.sample(), "--json", CHUNK_BASE_URL="http://example.com")
        self.assertEqual(run.error["kind"], "url_refused")

    def test_a_reader_that_goes_away_does_not_end_the_upload(self):
        reading, writing = os.pipe()
        os.close(reading)
        process = processes.start(
            [processes.CHUNK, "upload", self.sample(), "--json"], stdout=writing,
            stderr=subprocess.PIPE, env=processes.environment(**self.settings))
        self.addCleanup(processes.end, process)
        os.close(writing)
        _, err = process.communicate(timeout=180)
        self.assertEqual(process.returncode, 2)
        self.assertIn(b"standard output: Broken pipe", err)
        self.assertEqual(self.emulator.count("commit"), 1)

    def test_a_result_that_is_lost_is_no_success(self):
        for arguments in (("upload", self.sample()), ("session", "create", "--size", "20000000", "--name", "x")):
            with self.subTest(arguments[0]), open("/dev/full", "wb") as full:
                process = processes.start(
                    [processes.CHUNK, *arguments], stdout=full, stderr=subprocess.PIPE,
                    env=processes.environment(**self.settings))
                self.addCleanup(processes.end, process)
                _, err = process.communicate(timeout=180)
                self.assertEqual(process.returncode, 2)
                self.assertIn(b"standard output: No space left", err)

    def test_a_pipe_that_does_not_block_is_waited_for(self):
        reading, writing = os.pipe()
        os.set_blocking(writing, False)
        fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, 4096)
        # A session with so many parts that their list does not fit into the pipe.
        parts = ",".join('{"part_id":"%08d","offset":%d,"size":1}' % (n, n) for n in range(500))
        self.emulator.faults({"on": "list", "do": "status", "status": 200, "body": f'{{"entries":[{parts}]}}'})
        process = processes.start(
            [processes.CHUNK, "session", "parts", "123"], stdout=writing,
            env=processes.environment(**self.settings))
        self.addCleanup(processes.end, process)
        os.close(writing)
        time.sleep(0.5)
        with open(reading, "rb") as pipe:
            self.assertEqual(len(json.loads(pipe.read())["entries"]), 500)
        self.assertEqual(process.wait(180), 0)

    def test_usage_errors_are_told_in_json_too(self):
        run = self.fail_with(1, "upload", "--json")
        self.assertEqual(run.error["kind"], "invalid_argument")
        self.assertIn("path", run.error["message"])
        self.assertIn("Usage:", run.err)

    def test_steps_end_with_finished_or_failed(self):
        run = self.succeed("session", "create", "--size", "20000000", "--name", "x", "--json")
        (made,) = run.events
        self.assertEqual(made["event"], "finished")
        (gone,) = self.succeed("session", "abort", made["response"]["id"], "--json").events
        self.assertEqual(gone, {"event": "finished", "response": None})


class TextTests(ServerTest):
    def test_plain_lines(self):
        path = self.sample()
        run = self.succeed("upload", path)
        self.assertNotRegex(run.err + run.out, r"[\r\x1b]")
        lines = run.err.splitlines()
        self.assertRegex(lines[0], r"^sample\.bin: Opened session \w+: 3 parts of 8\.39 MB$")
        shown = [line for line in lines if "%" in line]
        self.assertLessEqual(len(shown), 10)
        self.assertRegex(shown[-1], r"^sample\.bin: 100%, 20\.0 MB of 20\.0 MB, [\d.]+ [kMG]B/s, 0:00 left$")
        self.assertRegex(
            run.out, r"^sample\.bin: uploaded as file \d+, 20\.0 MB in [\d.]+ s, .*, SHA-1 "
            + samples.sha1(path) + r"\n$")

    def test_a_failure_in_words(self):
        self.emulator.faults({"on": "part", "do": "status", "status": 403, "code": "access_denied"})
        run = self.fail_with(7, "upload", self.sample())
        self.assertEqual(run.out, "")
        session = self.emulator.requests("part")[0]["session"]
        for text in ("HTTP 403", "code access_denied", "request id", f"Session {session} is left",
                     "To go on: chunk upload ", "To drop it: chunk uploads abort "):
            self.assertIn(text, run.err)

    def test_quiet(self):
        run = self.succeed("upload", self.sample(), "--quiet")
        self.assertEqual((run.out, run.err), ("", ""))
        run = self.fail_with(7, "upload", self.sample(), "-q")
        self.assertEqual(run.out, "")
        self.assertEqual(len(run.err.splitlines()), 1, run.err)
        self.assertIn("chunk: sample.bin: ", run.err)

    def test_the_service_cannot_steer_the_terminal(self):
        text = "a\x1b[2J\x7f\x9b31mb\r\nforged"
        self.emulator.faults({"on": "get", "do": "status", "status": 403, "code": text, "message": text})
        run = self.fail_with(7, "session", "status", "123")
        self.assertNotRegex(run.err, r"[\r\x1b\x7f-\x9f]")
        self.assertEqual(run.err.count("\n"), 1, run.err)
        self.emulator.faults(
            {"on": "get", "do": "status", "status": 200,
             "body": '{\n "id": "1",\n "num_parts_processed": 0, "x": "\x7f\x9b31m"\n}'})
        run = self.succeed("session", "status", "123")
        self.assertNotRegex(run.out, r"[\x7f-\x9f]")
        self.assertEqual(run.json["x"], "\x7f\x9b31m")
        self.assertEqual(run.out.count("\n"), 1)

    def test_sentences_end_once(self):
        self.emulator.faults(
            {"on": "get", "do": "status", "status": 403, "code": "x", "message": "Is this a sentence?"})
        err = self.fail_with(7, "session", "status", "123").err
        self.assertIn("Is this a sentence? ", err)
        self.assertNotRegex(err, r"[.?!]\.")

    def test_a_path_cannot_steer_the_terminal(self):
        path = self.sample("evil\x1b[2J\r\nname.bin")
        run = self.chunk("upload", path, "--name", "harmless\x1b[2J\r.bin")
        self.assertNotIn("\x1b", run.err + run.out)
        self.assertNotIn("\r", run.err + run.out)

    def test_verbose_logs_requests_to_standard_error(self):
        run = self.succeed("upload", self.sample(), "--json", "--verbose")
        self.assertEqual(run.events[-1]["event"], "finished")
        for text in ("Creating the session", "Uploading the part", "Committing the session"):
            self.assertIn(text, run.err)
