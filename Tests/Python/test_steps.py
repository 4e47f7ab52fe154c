"""The steps: by id and by URL, with every kind of list of parts."""

import base64
import datetime
import hashlib
import io
import os
import time

import libchunk
from helpers.case import BindingTest
from support import samples


def digest_of(data):
    return "sha=" + base64.b64encode(hashlib.sha1(data).digest()).decode()


class Steps(BindingTest):
    def setUp(self):
        super().setUp()
        self.uploads = self.manager()
        self.path = self.sample()
        self.data = self.path.read_bytes()

    def open(self, name="new.bin"):
        return self.uploads.create_file_upload_session("0", len(self.data), name)

    def parts(self, session, send):
        """Sends all parts by one function, each as another kind of body."""
        kinds = [bytes, bytearray, memoryview, io.BytesIO, self.file]
        sent = []
        for index, (offset, size) in enumerate(samples.parts(self.path, session.part_size)):
            piece = self.data[offset : offset + size]
            content_range = f"bytes {offset}-{offset + size - 1}/{len(self.data)}"
            answer = send(kinds[index % len(kinds)](piece), digest_of(piece), content_range)
            self.assertEqual((answer.part.offset, answer.part.size), (offset, size))
            self.assertEqual(answer.part.sha_1, hashlib.sha1(piece).hexdigest())
            sent.append(answer.part)
        return sent

    def file(self, piece):
        """An open file with other bytes before what it still has to give."""
        path = self.directory / "piece"
        path.write_bytes(b"before" + piece)
        file = open(path, "rb")
        self.addCleanup(file.close)
        file.seek(6)
        return file

    def test_all_by_id(self):
        session = self.open()
        self.assertEqual((session.type, session.num_parts_processed), ("upload_session", 0))
        self.assertGreater(session.session_expires_at, datetime.datetime.now(datetime.timezone.utc))
        parts = self.parts(session, lambda *part: self.uploads.upload_file_part(session.id, *part))
        listed = self.uploads.get_file_upload_session_parts(session.id, offset=2, limit=3)
        self.assertEqual([one.to_dict() for one in listed.entries], [one.to_dict() for one in parts[2:5]])
        state = self.uploads.get_file_upload_session_by_id(session.id)
        self.assertEqual((state.id, state.num_parts_processed), (session.id, len(parts)))
        files = self.uploads.create_file_upload_session_commit(session.id, parts, digest_of(self.data))
        self.assert_stored(files.entries[0], self.path)

    def test_all_by_url(self):
        session = self.open()
        urls = session.session_endpoints
        parts = self.parts(session, lambda *part: self.uploads.upload_file_part_by_url(urls.upload_part, *part))
        listed = self.uploads.get_file_upload_session_parts_by_url(urls.list_parts)
        self.assertEqual(listed.total_count, len(parts))
        self.assertEqual(self.uploads.get_file_upload_session_by_url(urls.status).id, session.id)
        files = self.uploads.create_file_upload_session_commit_by_url(
            urls.commit, [part.to_dict() for part in parts], digest_of(self.data))
        self.assert_stored(files.entries[0], self.path)

    def test_digest_that_the_library_computes(self):
        session = self.open()
        answer = self.uploads.upload_file_part(
            session.id, self.data[: session.part_size], None, f"bytes 0-{session.part_size - 1}/{len(self.data)}")
        self.assertEqual(answer.part.sha_1, hashlib.sha1(self.data[: session.part_size]).hexdigest())

    def commit_that_is_accepted(self, times, **options):
        session = self.open()
        parts = self.parts(session, lambda *part: self.uploads.upload_file_part(session.id, *part))
        self.emulator.faults({"on": "commit", "times": times, "do": "accepted", "retry_after": 0})
        return self.manager(**options).create_file_upload_session_commit(session.id, parts, digest_of(self.data))

    def test_commit_that_is_accepted_is_asked_again(self):
        self.assert_stored(self.commit_that_is_accepted(4).entries[0], self.path)
        self.assertEqual(self.emulator.count("commit"), 5)

    def test_commit_that_stays_accepted_gives_none(self):
        self.assertIsNone(self.commit_that_is_accepted(0))
        self.assertEqual(self.emulator.count("commit"), 5)

    def test_commit_with_one_attempt(self):
        self.assertIsNone(self.commit_that_is_accepted(1, attempts=1))
        self.assertEqual(self.emulator.count("commit"), 1)

    def test_part_that_is_refused_for_a_while(self):
        session = self.open()
        self.emulator.faults({"on": "part", "times": 2, "do": "status", "status": 503, "retry_after": 0})
        piece = self.file(self.data[: session.part_size])  # which can be read only once
        answer = self.uploads.upload_file_part(
            session.id, piece, None, f"bytes 0-{session.part_size - 1}/{len(self.data)}")
        self.assertEqual(answer.part.sha_1, hashlib.sha1(self.data[: session.part_size]).hexdigest())
        self.assertEqual(self.emulator.count("part"), 3)

    def test_step_that_is_refused_for_good(self):
        self.emulator.faults({"on": "create", "times": 0, "do": "status", "status": 503, "retry_after": 0})
        with self.assertRaises(libchunk.ApiError):
            self.open()
        self.assertEqual(self.emulator.count("create"), 5)

    def test_wait_without_a_word_of_the_service(self):
        self.emulator.faults({"on": "create", "times": 1, "do": "status", "status": 503})
        began = time.monotonic()
        self.assertTrue(self.open().id)
        self.assertGreater(time.monotonic() - began, 0.5)

    def test_body_that_is_text(self):
        session = self.open()
        with open(self.path, encoding="latin-1") as file, self.assertRaisesRegex(TypeError, "'rb'"):
            self.uploads.upload_file_part(session.id, file, None, "bytes 0-1/2")

    def test_commit_of_another_etag(self):
        file = self.uploads.upload_big_file(self.path)
        session = self.uploads.create_file_upload_session_for_existing_file(file.id, len(self.data))
        parts = self.parts(session, lambda *part: self.uploads.upload_file_part(session.id, *part))
        with self.assertRaises(libchunk.ApiError) as caught:
            self.uploads.create_file_upload_session_commit(
                session.id, parts, digest_of(self.data), if_match="999")
        self.assertEqual(caught.exception.status, 412)

    def test_delete_gives_none(self):
        for name in ("one.bin", "two.bin"):
            session = self.open(name)
            if name == "one.bin":
                gone = self.uploads.delete_file_upload_session_by_id(session.id)
            else:
                gone = self.uploads.delete_file_upload_session_by_url(session.session_endpoints.abort)
            self.assertIsNone(gone)
            self.assertFalse(self.emulator.has_session(session.id))

    def test_plan(self):
        file = self.uploads.upload_big_file(self.path)
        session = self.uploads.create_file_upload_session_for_existing_file(file.id, len(self.data))
        piece = self.data[: session.part_size]
        known = libchunk.UploadPartPlan(0, len(piece), hashlib.sha512(piece).hexdigest())
        other = {"offset": len(piece), "size": len(piece), "sha512": "0" * 128}
        for answer in (
            self.uploads.create_file_upload_session_plan(session.id, [known, other]),
            self.uploads.create_file_upload_session_plan_by_url(session.session_endpoints.plan, [known, other]),
        ):
            self.assertEqual(answer.upload_session_id, session.id)
            self.assertEqual([hit.sha_512 for hit in answer.hits], [known.sha_512])
            self.assertTrue(answer.hits[0].part_id)
            self.assertEqual([miss.offset for miss in answer.misses], [len(piece)])

    def test_extra_headers(self):
        session = self.open()
        self.uploads.get_file_upload_session_by_id(session.id, extra_headers={"X-Seen": "yes", "X-Not": None})
        (request,) = self.emulator.requests("get")
        headers = {name.lower(): value for name, value in request["headers"].items()}
        self.assertEqual((headers.get("x-seen"), headers.get("x-not")), ("yes", None))
        with self.assertRaises(libchunk.InvalidArgument):
            self.uploads.get_file_upload_session_by_id(session.id, extra_headers={"X-Bad": "a\r\nb"})

    def test_ids_may_be_numbers(self):
        self.assertTrue(self.uploads.create_file_upload_session(0, os.path.getsize(self.path), "n.bin").id)
