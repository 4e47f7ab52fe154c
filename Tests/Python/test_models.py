"""The service's objects."""

import datetime
import unittest

import libchunk

FILE = {
    "type": "file", "id": "7", "sha1": "ab", "size": 5, "created_at": "2026-09-01T10:00:00-07:00", "etag": None,
    "parent": {"type": "folder", "id": "0"}, "item_status": "frozen", "novelty": {"a": [1]}, "sha512": "unknown here",
    "path_collection": {"total_count": 1, "entries": [{"type": "folder", "id": "0"}]},
}


class Models(unittest.TestCase):
    def setUp(self):
        self.files = libchunk.Files.from_dict({"total_count": 1, "entries": [FILE]})
        self.file = self.files.entries[0]

    def test_attributes(self):
        self.assertEqual((self.file.type, self.file.type.value, self.file.sha_1), ("file", "file", "ab"))
        self.assertIsInstance(self.file.path_collection.entries[0], libchunk.FolderMini)
        self.assertEqual(
            self.file.created_at, datetime.datetime(2026, 9, 1, 17, tzinfo=datetime.timezone.utc))

    def test_fields_that_are_not_set_are_none(self):
        self.assertIsNone(self.file.description)
        self.assertIsNone(self.file.etag)
        with self.assertRaises(AttributeError):
            print(self.file.desription)

    def test_fields_and_words_that_are_not_known(self):
        self.assertEqual((self.file.novelty, self.file.sha512), ({"a": [1]}, "unknown here"))
        self.assertEqual(self.file.item_status, "frozen")

    def test_what_is_not_of_the_promised_type_is_left_as_it_is(self):
        session = libchunk.UploadSession.from_dict(
            {"session_expires_at": "soon", "session_endpoints": "none", "part_size": "8"})
        self.assertEqual(session.session_expires_at, "soon")
        self.assertEqual((session.session_endpoints, session.part_size), ("none", "8"))

    def test_json_of_it(self):
        self.assertEqual(self.files.raw_data, {"total_count": 1, "entries": [FILE]})
        self.assertEqual(self.file.parent.raw_data, FILE["parent"])
        self.assertEqual(libchunk.UploadPart(size=1).raw_data, {})
        written = {**FILE}
        del written["etag"]
        self.assertEqual(self.file.to_dict(), written)

    def test_objects_of_ones_own(self):
        self.assertEqual(libchunk.UploadPartPlan(0, 5, "ab").to_dict(), {"offset": 0, "size": 5, "sha512": "ab"})
        self.assertEqual(len({libchunk.UploadPart(size=1), libchunk.UploadPart(size=1)}), 2)

    def test_repr_shows_what_is_set_and_no_token(self):
        file = libchunk.FileFull.from_dict({"id": "7", "expiring_embed_link": {"access_token": "secret"}})
        self.assertEqual(repr(file), "FileFull(id='7', expiring_embed_link=Model(access_token=…))")
