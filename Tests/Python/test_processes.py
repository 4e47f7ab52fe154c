"""Signals, fork, and the end of the interpreter: each in a process of its own."""

import os
import signal
import subprocess
import time

from helpers.case import SLOW, BindingTest
from support import samples

WAYS = [
    "end", "memory", "reader", "manager-first", "upload-first", "events-last", "cycle", "raise", "daemon", "asyncio",
    "os-exit",
]


class CtrlC(BindingTest):
    def interrupt(self, kind):
        """Interrupts a call after its first part; gives what the program printed, and the delay."""
        self.emulator.faults(SLOW)
        path = self.sample()
        process = self.start("interrupted.py", path, kind, stdin=subprocess.PIPE)
        session = process.stdout.readline().split()
        self.assertEqual(session[:1], ["session"], process.stderr.read if not session else "")
        self.assertEqual(process.stdout.readline(), "part\n")
        time.sleep(0.5)  # into the next part, which takes two seconds
        began = time.time()
        os.kill(process.pid, signal.SIGINT)
        word, when = process.stdout.readline().split()
        self.assertEqual(word, "interrupted")
        self.assertLess(float(when) - began, 0.5)
        self.emulator.faults()
        out, err = process.communicate("\n", timeout=60)
        self.assertEqual((process.returncode, err), (0, ""))
        return session[1], out.split(), samples.sha1(path)

    def test_blocking_call_raises_and_the_same_call_goes_on(self):
        session, (again, is_continued, digest), expected = self.interrupt("path")
        self.assertEqual((again, is_continued, digest), (session, "True", expected))
        self.assertFalse(self.emulator.counters()["has_resent_acknowledged_part"])

    def test_blocking_call_with_an_object_that_is_read(self):
        session, (again, is_continued, digest), expected = self.interrupt("read")
        self.assertEqual((is_continued, digest), ("False", expected))
        self.assertNotEqual(again, session)

    def test_many_at_any_moment(self):
        """Ctrl-C while Python reads for the library: nothing is printed, and KeyboardInterrupt arrives."""
        path = self.sample()
        for moment in range(10):
            process = self.start("read_interrupted.py", path)
            self.assertEqual(process.stdout.readline(), "reading\n")
            time.sleep(0.01 * moment)
            os.kill(process.pid, signal.SIGINT)
            out, err = process.communicate(timeout=20)
            self.assertEqual((out, err, process.returncode), ("KeyboardInterrupt\n", "", 0))


class Fork(BindingTest):
    def test_child_makes_a_manager_of_its_own(self):
        out = self.run_program("forked.py", self.sample())
        self.assertEqual(out, "forked forked True\n" * 2 + "[0, 0] True\nTrue\n")


class End(BindingTest):
    def test_ends_in_the_middle(self):
        path = self.sample()
        self.emulator.faults(SLOW)
        for way in WAYS:
            with self.subTest(way):
                began = time.monotonic()
                said = self.run_program("ended.py", path, way, timeout=20)
                self.assertEqual(said, "" if way == "raise" else "ended\n")
                self.assertLess(time.monotonic() - began, 6)
