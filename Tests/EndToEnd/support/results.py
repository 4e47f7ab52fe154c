"""How tests are run, shown and counted."""

import concurrent.futures
import threading
import time
import traceback
import unittest


class Outcome(unittest.TestResult):
    """What became of one test.

    A test counts once, however many of its subtests fail. A skipped test counts as failed: a run
    that leaves something out is not a good one.
    """

    def __init__(self, test):
        super().__init__()
        self.name = test.id()
        self.trouble = []
        began = time.monotonic()
        test.run(self)
        self.seconds = time.monotonic() - began

    def addError(self, test, err):
        super().addError(test, err)
        self._note(test, err)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._note(test, err)

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self._note(subtest, err)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.trouble.append(f"skipped: {reason}")

    def _note(self, test, err):
        self.trouble.append(f"{test.id()}\n{''.join(traceback.format_exception(*err))}")

    def show(self):
        print(f"{'FAILED' if self.trouble else 'ok    '} {self.name} ({self.seconds:.1f} s)")
        for text in self.trouble:
            print("    " + text.rstrip().replace("\n", "\n    "))


class Count:
    """Runs tests, a few at a time: each has its own directory and server, and many of them wait."""

    def __init__(self):
        self.passed = 0
        self.failed = 0
        self._failures = []
        self._is_over = False
        self._began = time.monotonic()

    def run(self, tests, at_a_time):
        pool = concurrent.futures.ThreadPoolExecutor(at_a_time)
        printing = threading.Lock()

        def run_one(test):
            outcome = Outcome(test)
            with printing:
                if not self._is_over:  # or the closing line would not be the last
                    outcome.show()
            return outcome

        futures = [pool.submit(run_one, test) for test in tests]
        try:
            for future in concurrent.futures.as_completed(futures):
                outcome = future.result()
                if outcome.trouble:
                    self.failed += 1
                    self._failures.append(outcome.name)
                else:
                    self.passed += 1
        finally:
            self._is_over = True
            pool.shutdown(wait=False, cancel_futures=True)

    def interrupted(self):
        """Counts a run that was cut off as failed."""
        self.failed += 1

    def is_good(self):
        return self.failed == 0 and self.passed > 0

    def close(self):
        """Prints what failed, which is far up by now, and the closing line."""
        for name in self._failures:
            print(f"FAILED {name}")
        print(f"{time.monotonic() - self._began:.1f} s")
        print(f"{self.passed} passed, {self.failed} failed", flush=True)
