"""Forks after the library was used, in the middle of an upload, and beside other threads."""

from library.case import SLOW, UploadTest


class ForkTests(UploadTest):
    def test_after_use(self):
        self.upload("fork_after_use", faults=[SLOW | {"times": 12, "nth": 11}])

    def test_a_hundred_in_the_middle_of_an_upload(self):
        self.upload("fork_in_upload", faults=[SLOW | {"bytes_per_second": 400_000}])

    def test_from_several_threads_at_once(self):
        self.run_program("fork_from_threads")

    def test_before_there_was_a_client(self):
        self.run_program("fork_before_client")

    def test_while_others_are_inside_the_library(self):
        self.run_program("fork_beside_threads")
