"""Programs that were written for Box's SDK: the same methods, the same results."""

import json

from helpers.case import BindingTest
from helpers.installed import python_with_boxsdk


class Box(BindingTest):
    maxDiff = None

    def test_methods_parameters_and_fields_are_those_of_box(self):
        out = self.run_program("box_signatures.py", python=python_with_boxsdk())
        self.assertEqual(out, "compared 16 methods and 19 classes\n")

    def test_one_program_with_boxs_object_and_with_ours(self):
        path, changed = self.sample(), self.sample("changed.bin", seed=2)
        theirs, ours = (
            json.loads(self.run_program("box_program.py", whose, path, changed, whose, python=python_with_boxsdk()))
            for whose in ("box", "libchunk"))
        self.assertGreater(len(theirs), 50)
        self.assertEqual(theirs, ours)
