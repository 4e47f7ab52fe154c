"""Signals that come while a call waits."""

from library.case import SLOW, STALLED, UploadTest


class SignalTests(UploadTest):
    def test_an_interrupted_upload_goes_on_with_the_same_call(self):
        # The first parts are stored at once, and the others take long.
        self.upload("interrupted_upload", "first", faults=[SLOW | {"nth": 5}])
        self.settle()
        self.upload("interrupted_upload", "again")
        self.assert_no_part_sent_twice()

    def test_an_interrupt_function_decides(self):
        self.upload("interrupt_function", faults=[SLOW | {"bytes_per_second": 4_000_000}])

    def test_a_signal_while_an_event_function_runs(self):
        self.upload("signal_in_callback", faults=[SLOW])

    def test_a_wait_is_interrupted_and_the_operation_goes_on(self):
        self.upload("interrupted_wait", faults=[STALLED])
