"""The program that calls each function, under valgrind."""

import re

from library import building, places
from library.case import UploadTest


class ValgrindTests(UploadTest):
    def test_no_error_and_no_leak(self):
        building.library_folder(self.directory, places.UNSTRIPPED)
        program = self.build("every_function")
        log = self.directory / "valgrind.log"
        command = ["valgrind", "--leak-check=full", "--show-leak-kinds=definite,indirect",
                   "--errors-for-leak-kinds=definite,indirect", "--error-exitcode=9", "--num-callers=30",
                   f"--suppressions={places.PROGRAMS.parent / 'runtime.supp'}", f"--log-file={log}"]
        try:
            self.execute([*command, program, self.file], timeout=600)
        except AssertionError as failure:
            self.fail(f"{failure}\n{log.read_text()}")
        report = log.read_text()
        self.assertIn("ERROR SUMMARY: 0 errors", report)
        for kind in ("definitely", "indirectly"):
            lost = re.search(rf"{kind} lost: ([\d,]+) bytes", report)
            self.assertEqual(lost[1] if lost else "0", "0", report)
