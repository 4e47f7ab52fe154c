"""Whole uploads, from everything that bytes can come from."""

import datetime
import gzip
import io
import os
import pathlib
import tempfile
import threading

import libchunk
from helpers.case import BindingTest
from support import samples


class Sources(BindingTest):
    def upload(self, source, path, *, size=samples.SMALLEST):
        """Uploads a source and compares what was stored with a file."""
        file = self.manager().upload_big_file(source, "stored.bin", size, "0")
        self.assertEqual(file.name, "stored.bin")
        self.assert_stored(file, path)

    def test_path(self):
        path = self.sample()
        file = self.manager().upload_big_file(str(path))
        self.assertEqual((file.name, file.type, file.parent.id), ("sample.bin", "file", "0"))
        self.assert_stored(file, path)

    def test_path_object(self):
        self.upload(self.sample(), self.sample())

    def test_path_that_is_not_utf_8(self):
        path = os.fsencode(self.directory) + b"/\xff.bin"
        os.link(self.sample(), path)
        self.upload(pathlib.Path(os.fsdecode(path)), path)

    def test_open_file(self):
        path = self.sample()
        with open(path, "rb") as file:
            self.upload(file, path)

    def test_open_file_without_a_name(self):
        path = self.sample()
        with tempfile.TemporaryFile() as file:
            file.write(path.read_bytes())
            file.seek(0)
            self.upload(file, path)

    def test_temporary_file_that_is_not_flushed(self):
        path = self.sample()
        with tempfile.NamedTemporaryFile() as file:
            file.write(path.read_bytes())
            file.seek(0)
            self.upload(file, path)

    def test_open_file_from_where_it_stands(self):
        path, longer = self.sample(), self.directory / "longer.bin"
        longer.write_bytes(b"before" + path.read_bytes())
        with open(longer, "rb") as file:
            file.read(6)
            self.upload(file, path)

    def test_object_that_only_has_a_descriptor_below(self):
        path = self.sample()
        with gzip.open(self.directory / "packed", "wb", compresslevel=1) as packed:
            packed.write(path.read_bytes())
        with gzip.open(self.directory / "packed") as packed:
            self.upload(packed, path)

    def test_object_with_read_that_gives_little_at_a_time(self):
        path = self.sample()

        class Slow:
            def __init__(self):
                self.file = open(path, "rb", buffering=0)
                self.calls = 0

            def read(self, size):
                self.calls += 1
                # None is what a file that does not block says while it has nothing.
                return None if self.calls == 3 else self.file.read(min(size, 100_000))

        source = Slow()
        self.upload(source, path)
        source.file.close()
        self.assertGreater(source.calls, 200)

    def test_pipe(self):
        path = self.sample()
        reading, writing = os.pipe()
        feeding = threading.Thread(target=self.feed, args=(path, writing))
        feeding.start()
        with open(reading, "rb") as pipe:
            self.upload(pipe, path)
        feeding.join()

    def feed(self, path, descriptor):
        with open(descriptor, "wb") as pipe:
            pipe.write(path.read_bytes())

    def test_bytes(self):
        self.upload(self.sample().read_bytes(), self.sample())

    def test_bytearray_that_cannot_be_resized_meanwhile(self):
        path = self.sample()
        data = bytearray(path.read_bytes())
        with self.manager().start_upload(data, "stored.bin") as upload:
            with self.assertRaises(BufferError):
                data.append(0)
            self.assert_stored(upload.result(), path)
        del upload
        data.append(0)  # and afterwards it can

    def test_memoryview_that_is_read_only(self):
        path = self.sample()
        view = memoryview(b"before" + path.read_bytes() + b"behind")[6:-6]
        self.upload(view, path)

    def test_bytes_io_from_where_it_stands(self):
        path = self.sample()
        stream = io.BytesIO(b"before" + path.read_bytes())
        stream.seek(6)
        self.upload(stream, path)

    def test_text_is_refused(self):
        with open(self.sample(), encoding="latin-1") as file:
            with self.assertRaisesRegex(TypeError, "'rb'"):
                self.manager().upload_big_file(file, "stored.bin", samples.SMALLEST, "0")

    def test_what_cannot_be_read_is_refused(self):
        with self.assertRaisesRegex(TypeError, "read"):
            self.manager().upload_big_file(7, "stored.bin", samples.SMALLEST, "0")


class Uploads(BindingTest):
    def test_progress_and_events(self):
        progress, events = [], []
        file = self.manager().upload_big_file(
            self.sample(), on_progress=progress.append, on_event=events.append, parallel=2)
        self.assertEqual(progress[-1].acknowledged, samples.SMALLEST)
        self.assertEqual(progress[-1].fraction, 1.0)
        acknowledged = [one.acknowledged for one in progress]
        self.assertEqual(acknowledged, sorted(acknowledged))
        names = [event.name for event in events]
        self.assertEqual(names.count("part_acknowledged"), 10)
        self.assertEqual((names[0], names[-1]), ("session_opened", "finished"))
        self.assertEqual(events[-1].data["file"]["id"], file.id)

    def test_options_of_a_call(self):
        when = datetime.datetime(2020, 5, 17, 10, 30, tzinfo=datetime.timezone.utc)
        file = self.manager().upload_big_file(
            self.sample(), parallel=1, description="seen", content_created_at=when, state_dir=None,
            extra_headers={"X-Note": "7", "X-None": None})
        self.assertEqual(self.emulator.counters()["max_in_flight"], 1)
        self.assertEqual((file.description, file.content_created_at), ("seen", when))
        for request in self.emulator.requests("part"):
            headers = {name.lower(): value for name, value in request["headers"].items()}
            self.assertEqual((headers.get("x-note"), headers.get("x-none")), ("7", None))

    def test_options_of_a_manager_are_those_of_its_calls(self):
        self.manager(parallel=1).upload_big_file(self.sample())
        self.assertEqual(self.emulator.counters()["max_in_flight"], 1)

    def test_unknown_options(self):
        with self.assertRaisesRegex(TypeError, "'paralel'.*parallel"):
            self.manager().upload_big_file(self.sample(), paralel=1)
        with self.assertRaisesRegex(TypeError, "'ca_file'"):
            self.manager().upload_big_file(self.sample(), ca_file="x")
        with self.assertRaisesRegex(TypeError, "'tiemout'"):
            self.manager(tiemout=1)

    def test_option_that_is_too_large(self):
        with self.assertRaisesRegex(libchunk.InvalidArgument, "parallel"):
            self.manager().upload_big_file(self.sample(), parallel=1 << 40)

    def test_version(self):
        manager, path = self.manager(), self.sample()
        file = manager.upload_big_file(path)
        changed = self.sample("changed.bin", seed=2)
        version = manager.upload_big_file_version(file.id, changed, file_name="renamed.bin")
        self.assertEqual((version.id, version.name), (file.id, "renamed.bin"))
        self.assert_stored(version, changed)

    def test_version_that_is_there_already(self):
        manager, path = self.manager(), self.sample()
        file, events = manager.upload_big_file(path), []
        self.emulator.faults({"on": "commit", "do": "status", "status": 202})
        self.assertIsNone(manager.upload_big_file_version(file.id, path, on_event=events.append))
        (unchanged,) = [event for event in events if event.name == "unchanged"]
        self.assertEqual(unchanged.data["file"]["id"], file.id)

    def test_name_that_is_taken(self):
        manager, path = self.manager(), self.sample()
        first = manager.upload_big_file(path)
        same = manager.start_upload(path, if_exists="skip-same")
        self.assertIsNone(same.outcome)
        self.assertEqual((same.result().id, same.outcome), (first.id, "unchanged"))
        self.sample(seed=2)
        other = manager.start_upload(path, if_exists="rename")
        self.assertEqual((other.result().name, other.outcome), ("sample (1).bin", "renamed"))
        with self.assertRaises(libchunk.Conflict) as caught:
            manager.upload_big_file(path, if_exists="skip-same")
        self.assertEqual(caught.exception.conflict.id, first.id)
        events = []
        version = manager.upload_big_file(path, if_exists="version", on_event=events.append)
        self.assertEqual((version.id, version.sha_1), (first.id, other.result().sha_1))
        taken = next(event.data for event in events if event.name == "name_taken")
        self.assertEqual((taken["item"]["id"], taken["consequence"]), (first.id, "new_version"))
        free = manager.start_upload(path, "free.bin", if_exists="version")
        self.assertEqual((free.result().name, free.outcome), ("free.bin", "done"))
        with self.assertRaises(libchunk.InvalidArgument):
            manager.upload_big_file(path, if_exists="overwrite")
        with self.assertRaises(libchunk.InvalidArgument):
            manager.upload_big_file_version(first.id, path, if_exists="version")

    def test_version_of_another_etag(self):
        manager, path = self.manager(), self.sample()
        file = manager.upload_big_file(path)
        with self.assertRaises(libchunk.ApiError) as caught:
            manager.upload_big_file_version(file.id, self.sample("changed.bin", seed=2), if_match="999")
        self.assertEqual(caught.exception.kind, "precondition_failed")

    def test_same_call_goes_on_with_what_was_interrupted(self):
        path, manager = self.sample(), self.manager(parallel=1)
        self.emulator.faults({"on": "part", "nth": 4, "times": 0, "do": "status", "status": 403})
        with open(path, "rb") as file, self.assertRaises(libchunk.ApiError) as caught:
            manager.upload_big_file(file, "stored.bin", samples.SMALLEST, "0")
        self.emulator.faults()
        events = []
        with open(path, "rb") as file:
            stored = manager.upload_big_file(
                file, "stored.bin", samples.SMALLEST, "0", on_event=events.append)
        self.assert_stored(stored, path)
        self.assertEqual(events[0].name, "session_opened")
        self.assertEqual(events[0].data["id"], caught.exception.session_id)
        self.assertFalse(self.emulator.counters()["has_resent_acknowledged_part"])
