"""Threads, and what is freed while it is used."""

from library.case import SLOW, STALLED, UploadTest


class ThreadTests(UploadTest):
    def test_eight_uploads_at_once_with_one_client(self):
        self.upload("eight_uploads")
        self.assert_no_part_sent_twice()

    def test_options_that_are_set_at_once(self):
        self.run_program("set_at_once")
        (request,) = self.emulator.requests("get")
        fields = [name for name in request["headers"] if name.startswith("x-")]
        self.assertEqual(len(fields), 8 * 100)

    def test_what_an_event_function_may_do(self):
        self.upload("callbacks", faults=[SLOW | {"bytes_per_second": 8_000_000}])

    def test_without_free_descriptors(self):
        self.upload("no_descriptors")

    def test_two_threads_wait_and_a_third_cancels(self):
        self.upload("two_waiters", faults=[STALLED])

    def test_freed_while_others_wait(self):
        self.upload("free_while_waiting", faults=[SLOW])

    def test_freed_in_many_orders(self):
        # Every 37th of the 5,040 orders.
        self.upload("free_in_any_order", 37, faults=[SLOW])
