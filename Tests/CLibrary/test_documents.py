"""The documents say what is so."""

import re
import subprocess

from library import building, documents, header, places
from library.case import CTest, UploadTest


class ProgramsOfTheGuideTests(UploadTest):
    def test_they_run_as_they_stand_there(self):
        programs = documents.programs()
        self.assertEqual(len(programs), 2)
        for number, text in enumerate(programs):
            source = self.directory / f"program{number}.c"
            source.write_text(text)
            program = building.program(self.directory, source.stem, [source])
            said = self.execute([program, self.file])
            self.assertIn("100%" if number == 0 else '"acknowledged_bytes":20000000', said.replace(" ", ""))
        self.assertEqual(self.emulator.count("commit"), 2)


class GuideTests(CTest):
    def test_it_names_every_kind_of_error(self):
        kinds = re.findall(r'Self\(rawValue: "(\w+)"\)',
                           (places.ROOT / "Sources/ChunkCore/Errors/ChunkError+Kind.swift").read_text())
        own = ["misused", "forked", "interrupted", "not_over"]
        self.assertGreater(len(kinds), 20)
        self.assertEqual(sorted(row[0] for row in documents.rows("Errors")), sorted(kinds + own))

    def test_it_names_every_event_with_its_fields(self):
        comment = header.text().split(" * Events\n")[1].split("*/")[0]
        events = {name: fields.split() for name, fields in re.findall(r'^ \*     "(\w+)" *(.*)$', comment, re.MULTILINE)}
        self.assertIn("token_needed", events)
        guide = {row[0]: row[1].replace("`", "").replace("…", "...").split() for row in documents.rows("Events")}
        self.assertEqual(guide, events)

    def test_it_names_every_option(self):
        table = [line.split(" ")[:3] for line in self.run_program("options_table").splitlines()]
        guide = [[name, type, scope] for name, scope, type, _ in documents.rows("Options")]
        self.assertEqual(sorted(guide), sorted(table))

    def test_it_says_how_many_functions_there_are(self):
        self.assertIn(f"behind {len(header.functions())} C functions", documents.GUIDE.read_text())


class ManualTests(CTest):
    def test_it_names_every_function(self):
        words = set(re.findall(r"\w+", documents.manual()))
        self.assertEqual([function.name for function in header.functions() if function.name not in words], [])
        self.assertEqual({word for word in words if re.fullmatch(r"chunk_\w+|CHUNK_\w+", word)} - self.known(), set())

    def known(self):
        """What the header names, and what the library and its examples look for in the environment."""
        return set(re.findall(r"\w+", header.without_comments(header.text()))) | {"CHUNK_STATE_DIR"}

    def test_it_is_set_without_a_warning(self):
        done = subprocess.run(["groff", "-man", "-Tutf8", "-ww", "-z", documents.MANUAL], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
