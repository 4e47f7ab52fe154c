"""The example, as a user would run it."""

import os
import signal

from helpers.case import SLOW, BindingTest
from support import samples
from support.processes import ROOT

EXAMPLE = ROOT / "examples/python/upload.py"


class Example(BindingTest):
    def test_upload(self):
        path = self.sample()
        process = self.start(EXAMPLE, path)
        out, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0, err)
        self.assertIn(f"SHA-1 {samples.sha1(path)}", out)
        self.assertIn("100% [==============================] 20 of 20 MB", err)

    def test_ctrl_c_and_the_same_command_again(self):
        self.emulator.faults(SLOW)
        path = self.sample()
        process = self.start(EXAMPLE, path)
        self.wait_for_bytes(9)  # so that one of the first eight is over
        os.kill(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=10)
        self.assertEqual((process.returncode, out), (1, ""))
        self.assertIn("To go on: ", err)
        self.assertTrue(err.rstrip().endswith(str(path)), err)
        self.emulator.faults()
        self.settle()
        out, err = self.start(EXAMPLE, path).communicate(timeout=60)
        self.assertIn(samples.sha1(path), out, err)
        self.assertEqual(self.emulator.count("create"), 1)
        self.assertFalse(self.emulator.counters()["has_resent_acknowledged_part"])

    def test_error(self):
        process = self.start(EXAMPLE, self.sample(), "404404")
        out, err = process.communicate(timeout=60)
        self.assertEqual((process.returncode, out), (1, ""))
        self.assertIn("404", err)
        self.assertNotIn("Traceback", err)
