"""How long the machine keeps others waiting while a test measures something."""

import threading
import time


class LoadMeter:
    """Makes small steps that do nothing, and notes by how much the latest of them was late.

    "Within a second" is a promise about the program, and not about a machine on which each of its steps
    has to wait for a processor: as late as these steps were, those may have been too.
    """

    STEP = 0.005

    def __init__(self):
        self._worst = 0.0
        self._begun = time.monotonic()
        self._is_over = False
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self):
        while not self._is_over:
            time.sleep(self.STEP)
            now = time.monotonic()
            self._worst = max(self._worst, now - self._begun - self.STEP)
            self._begun = now

    def stop(self):
        """Ends measuring; gives the worst."""
        self._is_over = True
        return self.worst()

    def worst(self):
        return max(self._worst, time.monotonic() - self._begun - self.STEP)

    @staticmethod
    def bound(limit, delay):
        """How long something may take here that takes no longer than the limit where nothing waits.

        Never more than three times that: what would wait for ever is to be noticed on any machine.
        """
        return min(limit + 5 * delay, 3 * limit)

    @staticmethod
    def patience(seconds, delay):
        """How long to wait here for what comes within a time where nothing waits."""
        return seconds + 10 * delay
