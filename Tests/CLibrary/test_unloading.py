"""The ends: unloaded, and left by exit() in the middle of an upload."""

from library import places
from library.case import SLOW, UploadTest


class UnloadingTests(UploadTest):
    def test_loaded_used_and_unloaded_twenty_times(self):
        self.emulator.faults(SLOW)
        program = self.build("load_use_unload", links=False)
        self.execute([program, places.LIBRARY, self.file])

    def test_what_is_freed_late_in_exit(self):
        self.upload("exit_frees", faults=[SLOW])

    def test_exit_in_the_middle_of_an_upload(self):
        self.emulator.faults(SLOW)
        program = self.build("exit_in_upload")
        for delay in [0, 0, 1, 2, 5, 10, 20, 50, 100, 200] * 4:
            self.execute([program, self.file, delay], timeout=5)
