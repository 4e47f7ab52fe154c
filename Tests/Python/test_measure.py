"""What an upload by the binding costs beside the command line's. MEASURE_SIZE is the size, 200 MB by default."""

import json
import subprocess
import sys
import unittest

from support import processes


class Measure(unittest.TestCase):
    def test_processor_and_memory_beside_the_command_line(self):
        measure = processes.ROOT / "Tests/Python/measure"
        process = processes.start([sys.executable, measure], stdout=subprocess.PIPE, text=True)
        self.addCleanup(processes.end, process)
        out, _ = process.communicate(timeout=900)
        self.assertEqual(process.returncode, 0, out)
        numbers = json.loads(out.splitlines()[-1])
        self.assertLess(numbers["processor_ratio"], 1.1, out)
        self.assertLess(numbers["memory_difference_mib"], 32, out)
